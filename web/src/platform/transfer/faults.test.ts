import { describe, expect, it } from "vitest";
import { isFaulty, sortFaults, unplacedOf, withoutMended } from "./faults";
import { withField, withMap, withSpec } from "./spec";
import type { ImportSpec } from "./types";

const spec: ImportSpec = {
  mode: "upsert",
  columns: [
    { column: "名称", field: "name" },
    { column: "级别", field: "level" },
    { column: "简称", field: "name" },
  ],
};
const fault = (at: string, message: string) => ({ field: at, code: "required" as const, message });

it("faults stand at their column, the others at their member", () => {
  const sorted = sortFaults(
    [
      fault("spec.columns[1].field", "a"),
      fault("spec.columns[1].values", "b"),
      fault("spec.match_on", "c"),
      fault("spec.columns[9].field", "d"),
      fault("file", "e"),
    ],
    spec,
  );
  expect(sorted.byColumn).toEqual({ 级别: ["a", "b"] });
  expect(sorted.others).toEqual({ match_on: "c", "columns[9].field": "d", file: "e" });
  expect(unplacedOf(sorted, ["match_on", "encoding"])).toEqual(["d", "e"]);
  expect([isFaulty(sorted), isFaulty(sortFaults([], spec))]).toEqual([true, false]);
});

describe("a fault", () => {
  const faults = {
    byColumn: { 级别: ["a"], 简称: ["twice"] },
    others: { match_on: "c", phone_region: "d", "columns[9].field": "e", file: "f" },
  };
  it.each([
    ["stays while nothing is changed", spec, "级别 简称", "match_on phone_region columns[9].field file"],
    ["goes with its column's field", withField(spec, "级别", "code"), "简称", "phone_region file"],
    ["goes with what is said of its column", withMap(spec, "级别", { optional: true }), "简称", "phone_region file"],
    ["goes when the other column of its field is freed", withField(spec, "名称", null), "级别", "phone_region file"],
    ["goes with its column", withField(spec, "简称", null), "级别", "phone_region file"],
    ["goes with its member", withSpec(spec, { phone_region: "CN" }), "级别 简称", "match_on columns[9].field file"],
    [
      "of the key goes with the mode",
      withSpec(spec, { mode: "insert" }),
      "级别 简称",
      "phone_region columns[9].field file",
    ],
    [
      "of the key goes with the key",
      withSpec(spec, { match_on: "code" }),
      "级别 简称",
      "phone_region columns[9].field file",
    ],
  ])("%s", (_, after, columns, others) => {
    const left = withoutMended(faults, spec, after);
    expect(Object.keys(left.byColumn).join(" ")).toBe(columns);
    expect(Object.keys(left.others).join(" ")).toBe(others);
  });
});
