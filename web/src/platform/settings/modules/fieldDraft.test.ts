import { describe, expect, it } from "vitest";
import type { Field } from "../../api/types";
import { canChange, createWire, draftOf, type FieldDraft, newDraft, updateWire } from "./fieldDraft";

const draft = (of: Partial<FieldDraft>): FieldDraft => ({ ...newDraft("c_x"), labels: { zh: "甲", en: "" }, ...of });

describe("a field", () => {
  it.each<[Partial<FieldDraft>, Record<string, unknown>]>([
    [
      { type: "text", required: true, max_length: 20, min: "3" },
      { required: true, max_length: 20 },
    ],
    [
      { type: "money", scale: 2, min: "0", max: "", unique: true },
      { scale: 2, min: "0" },
    ],
    [
      { type: "lookup", target: "accounts", related: { zh: "拜访" } },
      { target: "accounts", related: { zh: "拜访" } },
    ],
    [{ type: "auto_number", pattern: "{000}", period: "none" }, { number: { pattern: "{000}", period: "none" } }],
    [
      {
        type: "choice",
        options: [{ key: "a", labels: { zh: "甲" }, color: "blue", retired: false, core: false, isNew: true }],
      },
      { options: [{ key: "a", label: { zh: "甲" }, color: "blue" }] },
    ],
    [
      { type: "boolean", required: true, section: "main", help: { zh: "说明" } },
      { section: "main", help: { zh: "说明" } },
    ],
  ])("%j is made of what its type has", (of, wire) => {
    expect(createWire(draft(of))).toEqual({ key: "c_x", type: of.type, label: { zh: "甲" }, ...wire });
  });
  it("is changed in what differs, and cleared with null", () => {
    const before = draft({ type: "integer", min: "1", required: true, help: { zh: "旧" } });
    expect(updateWire(before, before)).toEqual({});
    expect(updateWire(before, { ...before, min: undefined, required: false, help: {} })).toEqual({
      min: null,
      required: false,
      help: null,
    });
  });
  it.each<[boolean, Parameters<typeof canChange>[1], Parameters<typeof canChange>[2], boolean]>([
    [true, "choice", "options", true],
    [true, "text", "required", false],
    [false, "text", "required", true],
    [false, "decimal", "scale", false],
    [false, "text", "scale", false],
  ])("core %s, %s: %s may change: %s", (core, type, setting, may) => {
    expect(canChange({ core, type }, type, setting)).toBe(may);
  });
  it("that is new may be said everything of", () => {
    expect(canChange(null, "decimal", "scale")).toBe(true);
  });
  it("is read from what the server shows", () => {
    const shown = {
      key: "no",
      type: "auto_number",
      labels: { zh: "编号" },
      number: { pattern: "{00}", period: "year" },
    } as unknown as Field;
    expect(draftOf(shown)).toMatchObject({ key: "no", pattern: "{00}", period: "year", options: [], help: {} });
  });
});
