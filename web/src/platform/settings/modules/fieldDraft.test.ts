import { describe, expect, it } from "vitest";
import type { Field, FieldType } from "../../api/types";
import { createWire, draftOf, type FieldDraft, isCrossed, newDraft, updateWire, withType } from "./fieldDraft";

const draft = (of: Partial<FieldDraft>): FieldDraft => ({ ...newDraft("c_x"), labels: { zh: "甲", en: "" }, ...of });
const shown = (of: Partial<Field>): Field =>
  ({ key: "c_x", labels: { zh: "甲" }, required: false, unique: false, sortable: false, ...of }) as unknown as Field;

describe("a field", () => {
  it.each<[string, Partial<FieldDraft>, Record<string, unknown>]>([
    [
      "a text",
      {
        type: "text",
        required: true,
        indexed: true,
        name_like: true,
        dated: true,
        max_length: 20,
        min: "3",
        format: "company_key",
        default: " 待定 ",
        aliases: ["名称", "称呼"],
      },
      {
        required: true,
        indexed: true,
        name_like: true,
        dated: true,
        max_length: 20,
        format: "company_key",
        default: "待定",
        aliases: ["名称", "称呼"],
      },
    ],
    ["a long text", { type: "long_text", unique: true, max_length: 9 }, { max_length: 9 }],
    ["an integer", { type: "integer", default: "3", scale: 2, max: "9" }, { default: 3, max: "9" }],
    ["a decimal", { type: "decimal", scale: 3, default: "1.5" }, { scale: 3, default: "1.5" }],
    [
      "an amount",
      { type: "money", scale: 2, min: "0", max: "", unique: true, default: "12.50" },
      { scale: 2, min: "0", default: "12.50" },
    ],
    ["a percentage", { type: "percent", default: "0" }, { default: "0" }],
    ["a yes or no", { type: "boolean", required: true, default: false }, { required: true, default: false }],
    ["a date", { type: "date", default: "2026-11-28" }, { default: "2026-11-28" }],
    ["a time", { type: "time", default: "09:00" }, { default: "09:00" }],
    [
      "a link",
      { type: "lookup", target: "accounts", related: { zh: "拜访" }, default: { id: "7", name: "甲公司" } },
      { target: "accounts", related: { zh: "拜访" }, default: "7" },
    ],
    ["a person", { type: "person", target: "accounts", default: { id: "7", name: null } }, { default: "7" }],
    [
      "a number",
      { type: "auto_number", pattern: "{000}", period: "none", default: "x", aliases: ["号"], required: true },
      { number: { pattern: "{000}", period: "none" } },
    ],
    [
      "a choice",
      {
        type: "choice",
        default: "a",
        options: [
          { key: "a", labels: { zh: "甲" }, color: "blue", aliases: [], retired: false, core: false, isNew: true },
        ],
      },
      { default: "a", options: [{ key: "a", label: { zh: "甲" }, color: "blue" }] },
    ],
    [
      "several choices",
      {
        type: "multi_choice",
        default: ["a"],
        options: [
          { key: "a", labels: { zh: "甲" }, color: null, aliases: ["一"], retired: false, core: false, isNew: true },
        ],
      },
      { default: ["a"], options: [{ key: "a", label: { zh: "甲" }, color: null, aliases: ["一"] }] },
    ],
    ["an address", { type: "address", default: { city: "苏州市" } }, { default: { city: "苏州市" } }],
    ["a file", { type: "file", default: "x", aliases: ["附"], required: true }, { required: true }],
    [
      "help and a section",
      { section: "main", help: { zh: "说明", en: " " } },
      { section: "main", help: { zh: "说明" } },
    ],
  ])("is made as %s, of what its type has", (_, of, wire) => {
    const type = of.type ?? "text";
    expect(createWire(draft(of))).toEqual({ key: "c_x", type, label: { zh: "甲" }, ...wire });
  });
  it("is changed in what differs, and cleared with null", () => {
    const before = draft({
      type: "integer",
      min: "1",
      required: true,
      help: { zh: "旧" },
      default: 3,
      aliases: ["数"],
    });
    expect(updateWire(before, before)).toEqual({});
    const now = { ...before, min: undefined, required: false, help: {}, default: null, aliases: [] };
    expect(updateWire(before, now)).toEqual({ min: null, required: false, help: null, default: null, aliases: [] });
  });
  it("stays as it is in what nobody touched", () => {
    const before = draftOf(shown({ type: "text" }));
    expect(updateWire(before, { ...before, required: true })).toEqual({ required: true });
    expect(updateWire(before, { ...before, aliases: ["名"], indexed: true })).toEqual({
      aliases: ["名"],
      indexed: true,
    });
  });
  it.each<[string, Partial<Field>, Partial<FieldDraft>]>([
    [
      "a rule",
      { type: "auto_number", number: { pattern: "{00}", period: "year" } },
      { pattern: "{00}", period: "year" },
    ],
    ["a link by its id", { type: "person", default: "7" }, { default: { id: "7", name: null } }],
    ["an amount without its currency", { type: "money", default: { amount: "5", currency: "USD" } }, { default: "5" }],
    [
      "what only administrators need",
      { type: "text", aliases: ["名"], indexed: true },
      { aliases: ["名"], indexed: true },
    ],
    ["nothing where nothing is said", { type: "text" }, { help: {}, default: null, options: [], dated: false }],
  ])("is read with %s", (_, of, expected) => {
    expect(draftOf(shown(of))).toMatchObject(expected);
  });
  it.each<[FieldType, Partial<Field>]>([
    ["money", { default: { amount: "5", currency: "USD" } }],
    ["lookup", { target: "accounts", default: "7" }],
    ["choice", { default: "a" }],
    ["multi_choice", { default: ["a"] }],
    ["date_time", { default: "2026-11-28T01:00:00Z" }],
    ["address", { default: { city: "苏州市" } }],
  ])("%s that nobody touched is sent nothing of", (type, of) => {
    const start = draftOf(shown({ type, ...of }));
    expect(updateWire(start, { ...start })).toEqual({});
  });
  it.each<[string | undefined, string | undefined, boolean]>([
    ["5", "1", true],
    ["1", "1", false],
    ["-2", "10", false],
    ["5", undefined, false],
    [undefined, "", false],
  ])("from %s to %s has no values: %s", (min, max, is) => {
    expect(isCrossed({ min, max })).toBe(is);
  });
  it("loses what belonged to its type with another type", () => {
    const typed = draft({ type: "decimal", min: "1", default: "5", scale: 3, required: true, aliases: ["数"] });
    expect(withType(typed, "text")).toMatchObject({ type: "text", required: true, aliases: ["数"], default: null });
    expect(createWire(withType(typed, "integer"))).toEqual({
      key: "c_x",
      type: "integer",
      label: { zh: "甲" },
      required: true,
      aliases: ["数"],
    });
  });
});
