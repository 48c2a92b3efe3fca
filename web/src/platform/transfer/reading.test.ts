import { describe, expect, it } from "vitest";
import { type Known, knownWith, mappedAgain, readAnew, readingsOf } from "./reading";
import type { Import, ImportSpec } from "./types";

const spec: ImportSpec = {
  mode: "upsert",
  match_on: "code",
  encoding: "utf8",
  columns: [{ column: "a", field: "name" }],
};

it("a file that is read in another way is proposed anew", () => {
  expect(readAnew(spec, { encoding: undefined, header_line: 2 })).toEqual({
    mode: "upsert",
    match_on: "code",
    header_line: 2,
    columns: [],
  });
});

it.each([
  ["text", 0, "header_line encoding delimiter"],
  ["xlsx", 1, "header_line"],
  ["xls", 3, "sheet header_line"],
])("of a file of %s with %i sheets can be said: %s", (format, sheets, readings) => {
  const table = { format, sheets: Array.from({ length: sheets }) } as unknown as Import["table"];
  expect(readingsOf({ table }).join(" ")).toBe(readings);
});

/** "a:name b:code" as maps. */
const maps = (text: string) =>
  text
    .split(" ")
    .filter((one) => one !== "")
    .map((one) => ({ column: one.charAt(0), field: one.slice(2) }));
const found = (columns: string, unmapped = "") =>
  ({ table: { columns: [...columns] }, proposal: { unmapped: [...unmapped] } }) as unknown as Import;
const of = (text: string): ImportSpec => ({ mode: "insert", columns: maps(text) });

describe("headings that are there again", () => {
  it.each([
    ["keep their field", [["ab", "", "a:code b:name"]], "ab", "a:name", "a:code b:name"],
    ["stay out of the import", [["ab", "", "b:code"]], "ab", "a:name b:code", "b:code"],
    ["leave new ones to the proposal", [["a", "", "a:code"]], "ab", "b:name", "a:code b:name"],
    ["keep their field from a new one", [["a", "", "a:name"]], "ab", "b:name", "a:name"],
    [
      "come back after a reading without them",
      [
        ["ab", "", "a:code"],
        ["xy", "xy", ""],
      ],
      "ab",
      "a:name",
      "a:code",
    ],
    [
      "fill no field twice",
      [
        ["a", "", "a:name"],
        ["b", "", "b:name"],
      ],
      "ab",
      "",
      "a:name",
    ],
    ["may find a field that was taken before", [["ab", "b", "a:name"]], "b", "b:name", "b:name"],
    ["stand in the order of the file", [["b", "", "b:code"]], "ab", "a:name", "a:name b:code"],
  ])("%s", (_, readings, columns, proposed, expected) => {
    const known = readings.reduce<Known>(
      (so, [heads = "", unmapped = "", mapping = ""]) => knownWith(so, found(heads, unmapped), of(mapping)),
      new Map(),
    );
    expect(mappedAgain(of(proposed), [...columns], known).columns).toEqual(maps(expected));
  });

  it("keep what is said of their values", () => {
    const column = { column: "a", field: "level", values: { x: "y" }, optional: true };
    const known = knownWith(new Map(), found("a"), { mode: "insert", columns: [column] });
    expect(mappedAgain(of("a:level"), ["a"], known).columns).toEqual([column]);
  });
});
