import { describe, expect, it } from "vitest";
import type { Field, Module, View } from "../api/types";
import { clampWidth, columnKeys, columnsOf, moved, nextSort } from "./columns";

const field = (key: string, type: Field["type"] = "text", system = false) => ({ key, type, system }) as Field;
const module = {
  name_field: "name",
  fields: [
    field("owner", "person", true),
    field("name"),
    field("level", "choice"),
    field("note", "long_text"),
    field("amount", "money"),
  ],
  layout: [{ key: "main", fields: ["name", "level", "note", "amount", "owner", "gone"] }],
} as unknown as Module;

describe("the columns of a list", () => {
  it("are those of the layout that fit, and the owner", () => {
    expect(columnKeys(module, undefined, {})).toEqual(["name", "level", "amount", "owner"]);
  });
  it("are those of the view, with the name first", () => {
    expect(columnKeys(module, { columns: ["amount", "name", "gone"] } as View, {})).toEqual(["name", "amount"]);
  });
  it("are what a person chose, whatever the view says", () => {
    expect(columnKeys(module, { columns: ["amount"] } as View, { keys: ["level"] })).toEqual(["name", "level"]);
  });
  it("are as wide as they were made", () => {
    const columns = columnsOf(module, ["name", "amount"], { widths: { amount: 9_000 } });
    expect(columns.map((column) => [column.field.key, column.width, column.isTitle])).toEqual([
      ["name", 260, true],
      ["amount", 640, false],
    ]);
    expect(clampWidth(3)).toBe(64);
  });
});

it("a heading sorts up, down, and then no more", () => {
  expect(nextSort(undefined, "name")).toBe("name");
  expect(nextSort("name", "name")).toBe("-name");
  expect(nextSort("-name", "name")).toBeUndefined();
  expect(nextSort("-amount", "name")).toBe("name");
});

it.each([
  ["ArrowDown", { row: 1, col: 0 }],
  ["ArrowUp", { row: 0, col: 0 }],
  ["ArrowLeft", { row: 0, col: 0 }],
  ["End", { row: 0, col: 3 }],
  ["PageDown", { row: 4, col: 0 }],
  ["a", null],
])("%s moves the focus inside the grid", (key, to) => {
  expect(moved({ row: 0, col: 0 }, key, 5, 4, 20)).toEqual(to);
});
