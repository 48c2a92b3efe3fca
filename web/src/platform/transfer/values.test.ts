import { describe, expect, it } from "vitest";
import type { Import, ImportSpec, Table } from "./types";
import { cellsOf, seenIn, unknownColumns, unknownIn } from "./values";

const table = { columns: ["名称", "级别"], sample: [["甲", " A "], ["乙"], ["丙", "A"], ["丁", "特级"]] } as Table;
const spec = { mode: "insert", columns: [{ column: "级别", field: "level" }] } as ImportSpec;

it("shows the first cells, and each value once", () => {
  expect(cellsOf(table, "级别")).toEqual(["A", "", "A", "特级"]);
  expect(seenIn(table, "级别")).toEqual(["A", "特级"]);
  expect(seenIn(table, "没有")).toEqual([]);
});

const level = { column: "级别", field: "level" };
const unknown_values = [
  { column: "级别", field: "level", value: "特级", count: 3 },
  { column: "级别", field: "level", value: "重点", count: 40 },
  { column: "负责人", field: "owner", value: "王五", count: 2 },
];

it("tells what a run did not know of a column", () => {
  expect(unknownIn({ unknown_values: [], table, spec }, level)).toEqual({ values: [], tooLong: [] });
  expect(unknownIn({ unknown_values, table, spec }, level)).toEqual({
    values: [
      { value: "特级", count: 3 },
      { value: "重点", count: 40 },
    ],
    tooLong: [],
  });
});

it.each([
  [{ column: "级别", field: "level" }, ["级别 重点 特级 43"]],
  [{ column: "级别", field: "level", values: { 重点: "b" } }, ["级别 特级 3"]],
  [{ column: "级别", field: "level", values: { 重点: "b", 特级: "" } }, []],
  [{ column: "名称", field: "name" }, []],
])("with the column %j, unknown are %j", (map, told) => {
  const draft = { mode: "insert", columns: [map] } as ImportSpec;
  const columns = unknownColumns({ unknown_values, table, spec }, draft);
  expect(
    columns.map(({ column, values, rows }) => `${[column, ...values.map((one) => one.value), rows].join(" ")}`),
  ).toEqual(told);
});

it("tells nothing of another field than the run filled", () => {
  expect(unknownIn({ unknown_values, table, spec }, { column: "级别", field: "source" }).values).toEqual([]);
});

it("knows names that every object has", () => {
  const odd = [{ column: "级别", field: "level", value: "constructor", count: 1 }];
  expect(unknownColumns({ unknown_values: odd, table, spec }, spec)).toHaveLength(1);
});

describe("of a value of more than 40 characters, whose beginning is told,", () => {
  const begin = "长".repeat(40);
  const [one, other] = [`${begin}一`, `${begin}二`];
  const told = (value: string) => [{ column: "级别", field: "level", value, count: 7 }];
  const within = (cells: string[], said: Record<string, string>, value = `${begin}…`): Import =>
    ({
      unknown_values: told(value),
      table: { columns: ["级别"], sample: cells.map((cell) => [cell]) },
      spec: { columns: [{ column: "级别", field: "level", values: said }] },
    }) as unknown as Import;

  it.each([
    ["the meaning cannot be said", [], {}, [], true],
    ["the meaning can be said when the first rows have it", ["短", one], {}, [{ value: one, count: 7 }], false],
    [
      "each is named when several begin like it",
      [one, other],
      {},
      [
        { value: one, count: null },
        { value: other, count: null },
      ],
      false,
    ],
    ["others are too long once the one in the first rows was said", [one], { [one]: "a" }, [], true],
    ["the sample may be cut as well", [`${begin}${"长".repeat(60)}`], {}, [], true],
  ])("%s", (_, cells, said, values, isLong) => {
    const unknown = unknownIn(within(cells, said), level);
    expect([unknown.values, unknown.tooLong.length > 0]).toEqual([values, isLong]);
  });

  it("40 characters are whole", () => {
    expect(unknownIn(within([], {}, begin), level).values).toEqual([{ value: begin, count: 7 }]);
  });

  it.each([
    [{}, [{ rows: 7, canMap: true, isCut: false }]],
    [{ [one]: "a" }, [{ rows: 7, canMap: true, isCut: false }]],
    [{ [one]: "a", [other]: "b" }, []],
  ])("with %j said, is left %j", (values, left) => {
    const draft = { mode: "insert", columns: [{ column: "级别", field: "level", values }] } as ImportSpec;
    expect(unknownColumns(within([one, other], {}), draft)).toMatchObject(left);
  });
});
