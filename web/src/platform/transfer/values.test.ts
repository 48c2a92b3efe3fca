import { expect, it } from "vitest";
import type { ImportSpec, Table } from "./types";
import { cellsOf, seenIn, unknownColumns, unknownIn } from "./values";

const table = { columns: ["名称", "级别"], sample: [["甲", " A "], ["乙"], ["丙", "A"], ["丁", "特级"]] } as Table;

it("shows the first cells, and each value once", () => {
  expect(cellsOf(table, "级别")).toEqual(["A", "", "A", "特级"]);
  expect(seenIn(table, "级别")).toEqual(["A", "特级"]);
  expect(seenIn(table, "没有")).toEqual([]);
});

const unknown_values = [
  { column: "级别", field: "level", value: "特级", count: 3 },
  { column: "级别", field: "level", value: "重点", count: 40 },
  { column: "负责人", field: "owner", value: "王五", count: 2 },
];

it("tells what a run did not know of a column", () => {
  expect(unknownIn({ unknown_values: [] }, "级别")).toEqual([]);
  expect(unknownIn({ unknown_values }, "级别")).toEqual([
    { value: "特级", count: 3 },
    { value: "重点", count: 40 },
  ]);
});

it.each([
  [{ column: "级别", field: "level" }, ["级别 重点 特级 43"]],
  [{ column: "级别", field: "level", values: { 重点: "b" } }, ["级别 特级 3"]],
  [{ column: "级别", field: "level", values: { 重点: "b", 特级: "" } }, []],
  [{ column: "名称", field: "name" }, []],
])("with the column %j, unknown are %j", (map, told) => {
  const spec = { mode: "insert", columns: [map] } as ImportSpec;
  const columns = unknownColumns({ unknown_values }, spec);
  expect(
    columns.map(({ column, values, rows }) => `${[column, ...values.map((one) => one.value), rows].join(" ")}`),
  ).toEqual(told);
});
