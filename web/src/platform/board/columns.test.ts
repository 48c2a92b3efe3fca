import { describe, expect, it } from "vitest";
import type { Field, Module, RecordRow } from "../api/types";
import {
  columnFields,
  headOf,
  keyOf,
  optionColumns,
  recordColumns,
  shownColumns,
  summedFields,
  valueIn,
} from "./columns";

const field = (of: Partial<Field>): Field => ({ access: "write", writable: true, labels: {}, ...of }) as Field;
const option = (key: string, color: string | null = null, retired = false) => ({
  key,
  label: key,
  labels: {},
  color,
  retired,
  core: false,
});
const stages = {
  fields: [
    field({ key: "name", type: "text", required: true }),
    field({ key: "pipeline", type: "lookup", required: true, target: "pipelines" }),
    field({ key: "order", type: "integer", required: true }),
    field({ key: "type", type: "choice", options: [option("open"), option("won", "green"), option("lost", "grey")] }),
    field({ key: "rotting_days", type: "integer" }),
  ],
} as unknown as Module;
const stage = (id: string, of: Record<string, unknown>): RecordRow => ({
  id,
  name: `S${id}`,
  version: 1,
  masked: [],
  ...of,
});

describe("records as columns", () => {
  const records = [
    stage("3", { order: 30, type: "won" }),
    stage("1", { order: 10, type: "open", rotting_days: 21 }),
    stage("2", { order: 20, type: "open", is_active: false }),
  ];
  const columns = recordColumns(records, columnFields(stages));
  it("stand in their order, know which is the end and how long is too long", () => {
    expect(
      columns.map(({ key, isClosed, isRetired, staleAfter }) => ({ key, isClosed, isRetired, staleAfter })),
    ).toEqual([
      { key: "1", isClosed: false, isRetired: false, staleAfter: 21 },
      { key: "2", isClosed: false, isRetired: true, staleAfter: 14 },
      { key: "3", isClosed: true, isRetired: false, staleAfter: 14 },
    ]);
  });
  it("are shown without those that are no longer used, unless something stands in them", () => {
    const empty = [{ keys: [{ id: "1", name: "S1" }], measures: [4] }];
    expect(shownColumns(columns, empty, "—").map((column) => column.key)).toEqual(["1", "3"]);
    const filled = [{ keys: [{ id: "2", name: "S2" }], measures: [1] }];
    expect(shownColumns(columns, filled, "—").map((column) => column.key)).toEqual(["1", "2", "3"]);
    const loose = [{ keys: [null], measures: [2] }];
    expect(shownColumns(columns, loose, "—").map((column) => column.key)).toEqual([null, "1", "3"]);
  });
  it("have the figures of their group, or nothing", () => {
    const [column] = columns;
    if (!column) throw new Error("no column");
    const groups = [{ keys: [{ id: "1", name: "S1" }], measures: [4, "12.50", null] }];
    expect(headOf(groups, column)).toEqual({ count: 4, sums: ["12.50", null] });
    expect(headOf([], column)).toEqual({ count: 0, sums: [] });
    expect(headOf(undefined, column)).toBeUndefined();
  });
});

it("an option is a column with its colour, finished when a shipped view leaves it out, and its value is its key", () => {
  const status = field({
    key: "status",
    type: "choice",
    options: [option("done", "green"), option("old", null, true)],
  });
  const shipped = { id: null, filter: { field: "status", op: "not_in", value: ["done"] } };
  const saved = { id: "9", filter: { field: "status", op: "ne", value: "old" } };
  const module = { views: [shipped, saved] } as unknown as Module;
  const [done, old] = optionColumns(module, status, "zh");
  expect([done?.isClosed, old?.isClosed]).toEqual([true, false]);
  expect(done).toMatchObject({ key: "done", color: "#2e9e5b", isRetired: false });
  expect(old?.isRetired).toBe(true);
  expect(done && valueIn(status, done)).toBe("done");
});

it.each([
  [{ id: "5", name: "x" }, "5"],
  ["done", "done"],
  [null, null],
  ["", null],
])("a value %j stands in column %j", (value, key) => {
  expect(keyOf(value)).toBe(key);
});

it("a column sums what is written first and what is worked out from it next", () => {
  const money = (key: string, of: Partial<Field> = {}) => field({ key, type: "money", summable: true, ...of });
  const keys = (fields: Field[]) => summedFields({ fields } as unknown as Module).map((one) => one.key);
  const weighted = money("weighted_amount", { writable: false });
  const secret = money("secret", { access: "masked" });
  expect(keys([weighted, money("amount"), money("cost"), secret])).toEqual(["amount", "weighted_amount"]);
  expect(keys([money("amount", { writable: false }), weighted])).toEqual(["amount", "weighted_amount"]);
  expect(keys([money("credit_limit")])).toEqual(["credit_limit"]);
  expect(keys([])).toEqual([]);
});
