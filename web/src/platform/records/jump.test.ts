import { expect, it } from "vitest";
import type { Field, Module } from "../api/types";
import { jumpField } from "./jump";

const field = (key: string, type: Field["type"], sortable = true) => ({ key, type, sortable }) as Field;
const module = {
  fields: [field("name", "text"), field("amount", "money"), field("note", "text", false), field("paper", "file")],
} as Module;

it.each([
  [undefined, null],
  ["", null],
  ["name", ["name", "ge"]],
  ["-amount,name", ["amount", "le"]],
  ["note", null],
  ["paper", null],
  ["gone", null],
])("a list sorted by %j is jumped in by %j", (sort, by) => {
  const found = jumpField(module, sort);
  expect(found && [found.field.key, found.op]).toEqual(by);
});
