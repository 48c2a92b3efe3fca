import { describe, expect, it } from "vitest";
import type { Field } from "../api/types";
import { heldAt, heldLook, scrolledTo } from "./held";

describe("columns that stay while the others move sideways", () => {
  const wide = (width: number) => ({ field: { key: "x" } as Field, width, isTitle: false });
  const columns = [wide(260), wide(100), wide(100), wide(100)];

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
  it("have an edge at the last of them", () => {
    expect([0, 1, 2].map((col) => heldLook([40, 300], col))).toEqual([" held", " held edge", ""]);
  });
});
