import { describe, expect, it } from "vitest";
import type { Field, Module, View } from "../api/types";
import {
  clampWidth,
  columnKeys,
  columnsOf,
  heldAt,
  moved,
  nextSort,
  pinnedOf,
  scrolledTo,
  shifted,
  widthsOf,
} from "./columns";

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
  it("are the usual ones when the view names none", () => {
    expect(columnKeys(module, { columns: [] as string[] } as View, {})).toEqual(["name", "level", "amount", "owner"]);
  });
  it("are as wide as the view says, unless a person changed it", () => {
    const view = { widths: { name: 300, level: 80 } } as unknown as View;
    expect(widthsOf(view, { widths: { level: 90 } })).toEqual({ name: 300, level: 90 });
    expect(widthsOf(undefined, {})).toEqual({});
  });
  it("are as wide as they were made", () => {
    const columns = columnsOf(module, ["name", "amount"], { amount: 9_000 });
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

describe("columns that stay while the others move sideways", () => {
  const wide = (width: number) => ({ field: field("x"), width, isTitle: false });
  const columns = [wide(260), wide(100), wide(100), wide(100)];

  it.each([
    [undefined, {}, 1],
    [{ pinned: 2 }, {}, 2],
    [{ pinned: 2 }, { pinned: 0 }, 0],
  ])("of the view %j with the choice %j: %i", (view, choice, pinned) => {
    expect(pinnedOf(view as View | undefined, choice)).toBe(pinned);
  });
  it.each([
    ["none", 0, 1_000, []],
    ["the name", 1, 1_000, [40]],
    ["the first three", 3, 1_000, [40, 300, 400]],
    ["only as many as leave room", 3, 700, [40, 300]],
    ["none in a narrow grid", 3, 400, []],
    ["all before the grid has a width", 3, 0, [40, 300, 400]],
  ])("are %s", (_, pinned, room, starts) => {
    expect(heldAt(columns, pinned, room)).toEqual(starts);
  });
  it.each([
    ["one that stays", 0, 150, 150],
    ["one in sight", 2, 0, 0],
    ["one under those that stay", 1, 150, 0],
    ["one beyond the edge", 3, 0, 600 - 550],
    ["none", 9, 10, 10],
  ])("do not hide %s", (_, at, left, scrolled) => {
    expect(scrolledTo(columns, 1, at, left, 550)).toBe(scrolled);
  });
});

it.each([
  [1, 1, ["name", "b", "a", "c"]],
  [3, -2, ["name", "c", "a", "b"]],
  [1, -1, ["name", "a", "b", "c"]],
  [0, 1, ["name", "a", "b", "c"]],
  [3, 1, ["name", "a", "b", "c"]],
])("the column at %i moves by %i, but never before the name", (at, by, keys) => {
  expect(shifted(["name", "a", "b", "c"], at, by)).toEqual(keys);
});
