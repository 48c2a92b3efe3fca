import { expect, it } from "vitest";
import type { App, ModuleSummary } from "../../api/types";
import { grouped } from "./grouped";

const app = (key: string) => ({ key }) as App;
const module = (key: string, of: string) => ({ key, app: of }) as ModuleSummary;

it.each<[string, ModuleSummary[], App[], [string | null, string[]][]]>([
  [
    "stand by their apps",
    [module("b", "y"), module("a", "x")],
    [app("x"), app("y")],
    [
      ["x", ["a"]],
      ["y", ["b"]],
    ],
  ],
  [
    "of no app stand last",
    [module("c_own", ""), module("a", "x")],
    [app("x")],
    [
      ["x", ["a"]],
      [null, ["c_own"]],
    ],
  ],
  ["leave out an app that has none", [module("a", "x")], [app("x"), app("y")], [["x", ["a"]]]],
  ["are none", [], [app("x")], []],
])("modules %s", (_, modules, apps, expected) => {
  expect(grouped(modules, apps).map((group) => [group.app?.key ?? null, group.modules.map(({ key }) => key)])).toEqual(
    expected,
  );
});
