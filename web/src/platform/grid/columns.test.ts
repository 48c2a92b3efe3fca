import { describe, expect, it } from "vitest";
import type { Field, Module, View } from "../api/types";
import {
  type ColumnChoice,
  clampWidth,
  columnKeys,
  columnsOf,
  isChosen,
  moved,
  nextSort,
  pinnedOf,
  shifted,
  widthsOf,
  without,
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
  it.each<[string, ColumnChoice, boolean]>([
    ["nothing", {}, false],
    ["other columns", { keys: ["name", "level"] }, true],
    ["another order", { keys: ["name", "level", "amount"] }, true],
    ["the order of the view", { keys: ["name", "amount", "level"] }, false],
    ["a width", { widths: { amount: 90 } }, true],
    ["a width that the view says", { widths: { amount: 120 } }, false],
    ["the width of a column that is not shown", { widths: { owner: 90 } }, false],
    ["one more that stays", { pinned: 2 }, true],
    ["as many that stay as before", { pinned: 1 }, false],
  ])("are a person's own choice when it is %s: %j", (_, choice, isOwn) => {
    const view = { columns: ["amount", "level"], widths: { amount: 120 }, pinned: 1 } as unknown as View;
    expect(isChosen(module, view, choice)).toBe(isOwn);
  });
  it("are as wide as they were made", () => {
    const columns = columnsOf(module, ["name", "amount"], { amount: 9_000 });
    expect(columns.map((column) => [column.field.key, column.width, column.isTitle])).toEqual([
      ["name", 260, true],
      ["amount", 1_200, false],
    ]);
    expect(clampWidth(3)).toBe(40);
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
  ["Ctrl End", { row: 4, col: 3 }],
  ["Ctrl Home", { row: 0, col: 0 }],
  ["Ctrl ArrowDown", null],
  ["a", null],
])("%s moves the focus inside the grid", (pressed, to) => {
  const key = pressed.replace("Ctrl ", "");
  expect(moved({ row: 0, col: 0 }, { key, ctrlKey: key !== pressed }, 5, 4, 20)).toEqual(to);
});

describe("how many columns stay", () => {
  it.each([
    [undefined, {}, 1],
    [{ pinned: 2 }, {}, 2],
    [{ pinned: 2 }, { pinned: 0 }, 0],
  ])("of the view %j with the choice %j: %i", (view, choice, pinned) => {
    expect(pinnedOf(view as View | undefined, choice)).toBe(pinned);
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

it.each([
  [1, 2, ["name", "b"], 1],
  [2, 2, ["name", "a"], 2],
])("of the columns the one at %i is hidden; of %i that stay the others still do", (at, pinned, keys, left) => {
  expect(without(["name", "a", "b"], at, pinned)).toEqual({ keys, pinned: left });
});
