import { describe, expect, it } from "vitest";
import type { Field, Module } from "../api/types";
import { isSame, likeSpec, missingOf, placesOf, withField, withMap, withSpec } from "./spec";
import type { ImportSpec } from "./types";

const field = (key: string, type: Field["type"], more: Partial<Field> = {}) =>
  ({ key, type, writable: true, access: "write", required: false, unique: false, ...more }) as Field;

const module = {
  fields: [
    field("owner", "person"),
    field("created_at", "date_time", { writable: false }),
    field("number", "auto_number", { writable: false }),
    field("state", "choice", { required: true, default: "active" }),
    field("code", "text", { unique: true }),
    field("name", "text", { required: true }),
    field("address", "address"),
    field("credit", "money"),
    field("photo", "file"),
    field("secret", "phone", { access: "masked" }),
  ],
  layout: [{ fields: ["name", "code", "state", "address", "credit"] }],
} as unknown as Module;

const spec: ImportSpec = {
  mode: "insert",
  columns: [
    { column: "名称", field: "name" },
    { column: "级别", field: "state", values: { 在: "active" } },
  ],
};

it("offers what can be written, in the order of the page, with parts of addresses and currencies", () => {
  expect(placesOf(module).map((place) => place.key)).toEqual([
    "name",
    "code",
    "state",
    "address",
    "address.country",
    "address.province",
    "address.city",
    "address.district",
    "address.street",
    "address.postcode",
    "credit",
    "credit_currency",
    "owner",
  ]);
});

describe("a column", () => {
  it.each([
    [
      "goes to another field and forgets the values",
      "级别",
      "code",
      [spec.columns[0], { column: "级别", field: "code" }],
    ],
    ["is not imported", "名称", null, [spec.columns[1]]],
    ["is imported after all", "编码", "code", [...spec.columns, { column: "编码", field: "code" }]],
  ])("%s", (_, column, to, columns) => {
    expect(withField(spec, column, to).columns).toEqual(columns);
  });

  it("keeps no word for what is not said", () => {
    const said = withMap(spec, "级别", { values: {}, optional: false, create_missing: true });
    expect(said.columns[1]).toEqual({ column: "级别", field: "state", create_missing: true });
  });
});

it.each([
  ["insert", spec, []],
  ["insert", withField(spec, "名称", null), ["name"]],
  ["upsert", withField(spec, "级别", null), []],
  ["update", { ...spec, columns: [] }, []],
] as [ImportSpec["mode"], ImportSpec, string[]][])(
  "in mode %s required fields without a column are named",
  (mode, of, keys) => {
    expect(missingOf({ ...of, mode }, module).map((one) => one.key)).toEqual(keys);
  },
);

it("a mended file takes over the mapping, not how the first file was read", () => {
  const told = withSpec(spec, {
    sheet: "表",
    header_line: 3,
    encoding: "gb18030",
    delimiter: "tab",
    dates: "day_month",
  });
  expect(likeSpec(told)).toEqual({ ...spec, dates: "day_month" });
});

it.each([
  [{ a: 1, b: [{ c: 1, d: 2 }] }, { b: [{ d: 2, c: 1 }], a: 1 }, true],
  [{ a: 1, b: undefined }, { a: 1 }, true],
  [{ a: [1, 2] }, { a: [2, 1] }, false],
])("%j is the same as %j: %j", (one, other, same) => {
  expect(isSame(one, other)).toBe(same);
});
