import { expect, it } from "vitest";
import type { App, ModuleSummary } from "../api/types";
import { groupsOf } from "./navigation";

const app = (key: string, on: boolean, modules: string[]) => ({ key, on, modules }) as unknown as App;
const module = (key: string, read: string[], more: Partial<ModuleSummary> = {}) =>
  ({ key, owned: false, directory: null, rights: { read }, ...more }) as unknown as ModuleSummary;

it("one navigates by apps that are on and modules that one reads, own records first", () => {
  const apps = [
    app("team", true, ["employees"]),
    app("sales", true, ["stages", "deals"]),
    app("gone", false, ["x"]),
    app("none", true, ["y"]),
  ];
  const modules = [
    module("employees", ["all"], { directory: "person" }),
    module("deals", ["own"], { owned: true }),
    module("stages", ["all"]),
    module("x", ["all"]),
    module("y", []),
    module("c_visits", ["all"], { custom: true }),
  ];
  expect(groupsOf(apps, modules).map((group) => [group.app?.key, group.modules.map((one) => one.key)])).toEqual([
    ["sales", ["deals", "stages"]],
    ["team", ["employees"]],
    [undefined, ["c_visits"]],
  ]);
});
