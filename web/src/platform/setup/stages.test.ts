import { expect, it } from "vitest";
import type { App } from "../api/types";
import { type Stage, suited, switchesTo, type Trade } from "./stages";

const app = (key: string, base = false, on = true) => ({ key, base, on }) as App;
const apps = [app("team", true), app("work"), app("customers", true), app("sales"), app("projects"), app("own")];

it.each([
  ["startup", "general", ["team", "work", "customers"]],
  ["startup", "sales", ["team", "work", "customers", "sales"]],
  ["startup", "projects", ["team", "work", "customers", "projects"]],
  ["growing", "general", ["team", "work", "customers", "sales"]],
  ["growing", "projects", ["team", "work", "customers", "sales", "projects"]],
  ["mature", "general", ["team", "work", "customers", "sales", "projects", "own"]],
  ["startup", "diversified", ["team", "work", "customers", "sales", "projects", "own"]],
] as [Stage, Trade, string[]][])("a company that is %s and %s begins with %j", (stage, trade, keys) => {
  expect(suited(apps, stage, trade)).toEqual(keys);
});

it.each([
  [["team", "work", "customers", "sales", "projects", "own"], []],
  [["work", "sales", "projects", "own"], []],
  [["work"], ["sales off", "projects off", "own off"]],
])("with %j wanted, what is switched is %j", (wanted, switched) => {
  expect(switchesTo(apps, wanted).map(({ key, on }) => `${key} ${on ? "on" : "off"}`)).toEqual(switched);
});

it("an app that was off is switched on", () => {
  expect(switchesTo([app("sales", false, false)], ["sales"])).toEqual([{ key: "sales", on: true }]);
});
