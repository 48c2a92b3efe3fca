import { describe, expect, it } from "vitest";
import type { Field, Module } from "../api/types";
import { fitted, keysOf, modesOf, withMode } from "./modes";
import { withField } from "./spec";
import type { ImportSpec } from "./types";

const field = (key: string, more: Partial<Field> = {}) =>
  ({ key, type: "text", writable: true, access: "write", unique: false, ...more }) as Field;
const code = field("code", { unique: true });
const tax = field("tax", { unique: true });
const of = (create: boolean, update: string[], fields: Field[]) => ({ rights: { create, update }, fields }) as Module;
const module = of(true, ["all"], [field("name"), code, tax]);

const spec: ImportSpec = { mode: "insert", columns: [{ column: "名称", field: "name" }] };
const withCode = withField(spec, "编码", "code");

describe("what is offered", () => {
  it.each([
    ["all", true, ["all"], [code], "insert upsert update", null],
    ["no changes", true, [], [code], "insert", "noUpdate"],
    ["no new records", false, ["own"], [code], "update", "noCreate"],
    ["nothing", false, [], [code], "", "noRight"],
    ["no changes where nothing is unique", true, ["all"], [field("name")], "insert", "noKey"],
    [
      "no changes where what is unique is numbered by the system",
      true,
      ["all"],
      [field("no", { unique: true, type: "auto_number" })],
      "insert",
      "noKey",
    ],
    ["nothing where records can only be changed and not be found", false, ["all"], [field("name")], "", "noKey"],
  ] as const)("is %s", (_, create, update, fields, modes, bar) => {
    const offered = modesOf(of(create, [...update], [...fields]));
    expect([offered.modes.join(" "), offered.bar]).toEqual([modes, bar]);
  });
});

describe("the mode", () => {
  it("of a change takes the first key that a column fills", () => {
    expect(keysOf(withCode, module).map((key) => key.key)).toEqual(["code"]);
    expect(withMode(withCode, "upsert", module)).toMatchObject({ mode: "upsert", match_on: "code" });
    expect(withMode(spec, "update", module).match_on).toBeUndefined();
  });

  it("of new records needs no key", () => {
    expect(withMode({ ...withCode, mode: "upsert", match_on: "code" }, "insert", module)).toEqual(withCode);
  });

  it.each([
    ["stays where it is offered", module, spec, "insert", undefined],
    ["is the one that is allowed", of(false, ["all"], [code]), withCode, "update", "code"],
    [
      "is of new records where no other is allowed",
      of(true, [], [code]),
      { ...withCode, mode: "upsert", match_on: "code" },
      "insert",
      undefined,
    ],
    ["stays where none is allowed", of(false, [], [code]), spec, "insert", undefined],
    ["has no key until a column fills one", module, { ...spec, mode: "update" }, "update", undefined],
    ["takes a key as soon as a column fills one", module, { ...withCode, mode: "update" }, "update", "code"],
    [
      "keeps its key",
      module,
      { ...withField(withCode, "税号", "tax"), mode: "update", match_on: "tax" },
      "update",
      "tax",
    ],
    [
      "takes another key when the column of its key is gone",
      module,
      { ...withCode, mode: "update", match_on: "tax" },
      "update",
      "code",
    ],
  ] as [string, Module, ImportSpec, string, string | undefined][])("%s", (_, within, told, mode, key) => {
    const { mode: is, match_on } = fitted(told, within);
    expect([is, match_on]).toEqual([mode, key]);
  });
});
