import { describe, expect, it } from "vitest";
import { dropped, moved } from "./order";

const letters = ["a", "b", "c"];

describe("an order", () => {
  it.each([
    [0, 1, "bac"],
    [2, -2, "cab"],
    [0, -1, "abc"],
    [2, 1, "abc"],
    [7, 1, "abc"],
  ])("moves %i by %i: %s", (at, by, said) => {
    expect(moved(letters, at, by).join("")).toBe(said);
  });
  it.each([
    ["a", "c", true, "bca"],
    ["a", "c", false, "bac"],
    ["c", "a", false, "cab"],
    ["b", "b", true, "abc"],
    ["x", "a", true, "abc"],
    ["a", "x", true, "abc"],
  ])("puts %s at %s, below: %s → %s", (dragged, target, isBelow, said) => {
    expect(dropped(letters, (one) => one, dragged, target, isBelow).join("")).toBe(said);
  });
});
