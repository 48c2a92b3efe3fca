import { expect, it } from "vitest";
import type { Me } from "../../platform/api/types";
import { ownedBy, scopesOf } from "./scope";

const me = (read: string[], owned = true): Me =>
  ({ modules: [{ key: "deals", owned, rights: { read } }] }) as unknown as Me;

it.each([
  [["own"], ["mine"]],
  [["own_and_subordinates"], ["mine"]],
  [["department_and_below"], ["mine", "team"]],
  [["all"], ["mine", "team", "all"]],
  [[], ["mine"]],
])("whoever reads %j chooses among %j", (read, scopes) => {
  expect(scopesOf(me(read))).toEqual(scopes);
});

it("directories that all read make nobody a manager", () => {
  expect(scopesOf(me(["all"], false))).toEqual(["mine"]);
});

it("a scope is a condition of the list", () => {
  expect(ownedBy("mine")).toEqual([{ field: "owner", op: "is_me" }]);
  expect(ownedBy("team")).toEqual([{ field: "owner", op: "under_me" }]);
  expect(ownedBy("all")).toEqual([]);
});
