import { describe, expect, it } from "vitest";
import type { RecordPage } from "../api/types";
import { cursorsOf, pagesNeeded, pagesSeen, rowsInChain } from "./paging";

const page = (rows: number, next: string | null) =>
  ({ records: Array.from({ length: rows }), next_cursor: next, total: null }) as unknown as RecordPage;

it.each([
  ["the first rows", 0, 30, [0]],
  ["rows on both sides of an edge", 90, 130, [0, 1]],
  ["rows in the middle", 450, 480, [0, 4]],
  ["the last row that has an offset", 9_950, 9_999, [0, 99]],
  ["a place beyond", 9_950, 12_000, [0, 99]],
])("%s are on the pages that are fetched", (_, first, last, pages) => {
  expect(pagesSeen(first, last)).toEqual(pages);
});

describe("a list that goes on from page to page", () => {
  it.each([
    [0, 1],
    [49, 1],
    [50, 2],
    [149, 2],
    [150, 3],
  ])("with row %i in sight needs %i pages", (last, needed) => {
    expect(pagesNeeded(last)).toBe(needed);
  });
  it.each([
    ["nothing is known", 3, {}, [null]],
    ["the first page tells the second", 3, { "": "a" }, [null, "a"]],
    ["both are known", 3, { "": "a", a: "b", b: "c" }, [null, "a", "b"]],
    ["the second is the last", 3, { "": "a", a: null }, [null, "a"]],
    ["one is enough", 1, { "": "a" }, [null]],
  ])("asks as far as it can when %s", (_, needed, next: Record<string, string | null>, cursors) => {
    expect(cursorsOf(needed, (cursor) => next[cursor ?? ""])).toEqual(cursors);
  });
  it.each([
    ["not known", [undefined], null],
    ["all there is", [page(100, "a"), page(20, null)], 120],
    ["what is there and a page to come", [page(100, "a"), page(100, "b")], 300],
    ["not those that are on their way", [page(100, "a"), undefined], 200],
    ["none", [page(0, null)], 0],
  ])("has rows: %s", (_, pages, rows) => {
    expect(rowsInChain(pages)).toBe(rows);
  });
});
