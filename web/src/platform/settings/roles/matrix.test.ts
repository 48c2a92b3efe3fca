import { describe, expect, it } from "vitest";
import {
  type Access,
  type Action,
  cell,
  isSame,
  type Matrix,
  type RoleScope,
  restricted,
  setCell,
  setColumn,
  setField,
  setReveal,
  tidy,
} from "./matrix";

describe("the matrix of a role", () => {
  it.each<[string, Access, Action, RoleScope | boolean | null, Access]>([
    ["gives a scope", {}, "read", "own", { read: "own" }],
    [
      "gives reading with what needs it, as far as it goes",
      {},
      "update",
      "department",
      { update: "department", read: "department" },
    ],
    ["keeps a wider reading", { read: "all" }, "delete", "own", { read: "all", delete: "own" }],
    ["lets records be made that are not read", {}, "create", true, { create: true }],
    ["lets be exported what is read", {}, "export", true, { export: true, read: "own" }],
    [
      "takes everything with the reading, but not the fields",
      { read: "all", update: "all", create: true, fields: { phone: "masked" } },
      "read",
      null,
      { fields: { phone: "masked" } },
    ],
    ["takes one action alone", { read: "all", update: "all" }, "update", null, { read: "all", update: null }],
    ["takes an allowance", { read: "all", export: true }, "export", false, { read: "all", export: false }],
  ])("%s", (_, before, action, value, after) => {
    const matrix = setCell({ deals: before }, "deals", action, value);
    expect(matrix).toEqual({ deals: after });
    expect(cell(matrix, "deals", action)).toBe(value);
  });
  it("is set a column at a time", () => {
    const matrix = setColumn({ deals: { read: "own" } }, ["deals", "leads"], "read", "all");
    expect(matrix).toEqual({ deals: { read: "all" }, leads: { read: "all" } });
  });
  it("says nothing of a module that it does not name", () => {
    expect(cell({}, "deals", "read")).toBeNull();
    expect(cell({}, "deals", "create")).toBe(false);
    expect(restricted({}, "deals")).toBe(0);
  });
  it("reveals only what it masks", () => {
    const masked = setReveal(setField({}, "contacts", "phone", "masked"), "contacts", "phone", true);
    expect(masked.contacts).toEqual({ fields: { phone: "masked" }, reveal: ["phone"] });
    expect(restricted(masked, "contacts")).toBe(1);
    expect(setField(masked, "contacts", "phone", "read").contacts).toEqual({ fields: { phone: "read" }, reveal: [] });
    expect(setField(masked, "contacts", "phone", null).contacts).toEqual({ fields: {}, reveal: [] });
    expect(setReveal(masked, "contacts", "phone", false).contacts?.reveal).toEqual([]);
  });
  it.each<[Matrix, Matrix, boolean]>([
    [{ a: { read: "own", create: false } }, { a: { read: "own", update: null } }, true],
    [{ a: {}, b: { read: "all" } }, { b: { read: "all", fields: {}, reveal: [] } }, true],
    [{ b: { read: "all" }, a: { read: "own" } }, { a: { read: "own" }, b: { read: "all" } }, true],
    [{ a: { fields: { x: "read", y: "hidden" } } }, { a: { fields: { y: "hidden", x: "read" } } }, true],
    [{ a: { read: "own" } }, { a: { read: "all" } }, false],
    [{ a: {}, "*": { read: "all" } }, { "*": { read: "all" } }, false],
  ])("%j and %j allow the same: %s", (one, other, same) => {
    expect(isSame(one, other)).toBe(same);
  });
  it("is sent without what says nothing", () => {
    expect(tidy({ a: { read: "own", update: null, create: false, fields: {} }, b: {} })).toEqual({
      a: { read: "own" },
    });
  });
});
