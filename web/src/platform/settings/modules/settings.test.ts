import { describe, expect, it } from "vitest";
import type { FieldType } from "../../api/types";
import { canChange, has, type Setting } from "./settings";

describe("the settings of a field", () => {
  it.each<[FieldType, Setting, boolean]>([
    ["text", "unique", true],
    ["integer", "unique", true],
    ["choice", "unique", false],
    ["boolean", "required", true],
    ["boolean", "search", false],
    ["region", "search", true],
    ["auto_number", "default", false],
    ["auto_number", "aliases", false],
    ["file", "default", false],
    ["file", "aliases", false],
    ["person", "related", true],
    ["person", "sortable", false],
    ["choice", "sortable", true],
    ["long_text", "format", false],
  ])("of type %s: %s is there: %s", (type, setting, is) => {
    expect(has(type, setting)).toBe(is);
  });
  it.each<[boolean, FieldType, Setting, boolean]>([
    [true, "choice", "options", true],
    [true, "text", "required", false],
    [true, "text", "aliases", false],
    [false, "text", "required", true],
    [false, "text", "aliases", true],
    [false, "text", "default", true],
    [false, "text", "format", false],
    [false, "text", "dated", false],
    [false, "decimal", "scale", false],
    [false, "lookup", "target", false],
    [false, "lookup", "related", true],
    [false, "text", "scale", false],
  ])("of a field that is there, core %s, %s: %s may change: %s", (core, type, setting, may) => {
    expect(canChange({ core }, type, setting)).toBe(may);
  });
  it("may all be said of a field that is made", () => {
    expect(["scale", "dated"].every((setting) => canChange(null, "decimal", setting as Setting))).toBe(true);
  });
});
