import { describe, expect, it } from "vitest";
import { hasBegun, isUnderWay, madeBy, paceOf, percentOf, takenOf } from "./figures";
import type { Progress } from "./types";

const progress = (rows: number, total: number, more: Partial<Progress> = {}): Progress => ({
  rows,
  total,
  created: 0,
  updated: 0,
  skipped: 0,
  failed: 0,
  ...more,
});

it.each([
  [0, 0, 0],
  [1, 3, 33],
  [999, 1000, 99],
  [1000, 1000, 100],
  [5, 3, 100],
])("%i of %i rows are %i percent", (rows, total, percent) => {
  expect(percentOf(progress(rows, total))).toBe(percent);
});

it("rows are taken when they are created or updated", () => {
  expect(takenOf(progress(9, 9, { created: 3, updated: 2, skipped: 1, failed: 3 }))).toBe(5);
});

describe("the pace", () => {
  const started_at = "2026-11-28T04:00:00Z";
  const at = (seconds: number) => Date.parse(started_at) + seconds * 1000;
  it.each([
    [null, 10, 100, null],
    [started_at, 1, 100, null],
    [started_at, 10, 0, null],
    [started_at, 10, 100, { rows: 10, seconds: 90 }],
    [started_at, 4, 1000, { rows: 250, seconds: 0 }],
  ])("since %s, after %i s and %i rows, is %j", (since, seconds, rows, expected) => {
    expect(paceOf({ started_at: since, progress: progress(rows, 1000) }, at(seconds))).toEqual(expected);
  });
});

it.each([
  ["proposed", null, false, false, false],
  ["waiting", "1", true, true, false],
  ["done", "1", true, false, false],
  ["running", "1", false, true, true],
  ["cancelled", "1", false, false, true],
] as const)("an import %s with job %s, dry %s, is under way: %s, has begun: %s", (state, job, dry_run, way, begun) => {
  expect(isUnderWay({ state })).toBe(way);
  expect(hasBegun({ job, dry_run })).toBe(begun);
});

it("what was made is found by its person and the time of the run", () => {
  expect(madeBy({ created_at: "a", finished_at: null })).toEqual([]);
  expect(madeBy({ created_at: "a", finished_at: "b" }).map((leaf) => leaf.field)).toEqual(["created_at", "created_by"]);
});
