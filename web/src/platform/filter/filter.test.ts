import { describe, expect, it } from "vitest";
import type { Filter, Leaf, Module } from "../api/types";
import { zh } from "../i18n/zh";
import { both, isComplete, readLeaves, said, toFilter, toLeaves } from "./filter";

const owner: Leaf = { field: "owner", op: "in", value: [{ id: "7", name: "王芳" }] };
const mine: Leaf = { field: "owner", op: "is_me" };
const open: Leaf = { field: "outcome", op: "eq", value: "open" };

describe("chips", () => {
  it("are sent without the names of links, and only when they are complete", () => {
    expect(toFilter([owner])).toEqual({ field: "owner", op: "in", value: ["7"] });
    expect(toFilter([mine, open, { field: "name", op: "contains", value: "" }])).toEqual({ all: [mine, open] });
    expect(toFilter([])).toBeUndefined();
  });
  it.each([
    [mine, true],
    [{ field: "a", op: "between", value: ["1", null] } as Leaf, false],
    [{ field: "a", op: "between", value: ["1", "2"] } as Leaf, true],
    [{ field: "a", op: "eq", value: false } as Leaf, true],
    [{ field: "a", op: "in", value: [] } as Leaf, false],
  ])("%j is complete: %s", (leaf, complete) => {
    expect(isComplete(leaf)).toBe(complete);
  });
  it("say what a filter of a view means, unless it says more", () => {
    expect(toLeaves({ all: [mine, { all: [open] }] })).toEqual([mine, open]);
    expect(toLeaves(null)).toEqual([]);
    expect(toLeaves({ any: [mine, open] } as Filter)).toBeNull();
    expect(toLeaves({ all: [{ not: open }] } as Filter)).toBeNull();
  });
  it("that an address holds are read, and nothing else of it", () => {
    expect(readLeaves([open, 3, null, { field: "x" }])).toEqual([open]);
    expect(readLeaves("[]")).toEqual([]);
  });
  it("narrow a view", () => {
    expect(both(mine, open)).toEqual({ all: [mine, open] });
    expect(both(null, open)).toEqual(open);
    expect(both(undefined, null)).toBeUndefined();
  });
});

it("a condition is read as a sentence", () => {
  const module = {
    fields: [
      {
        key: "closed_on",
        type: "date",
        label: "Closed on",
        labels: { zh: "结单日期", en: "Closed on" },
        operators: [],
      },
      { key: "owner", type: "person", label: "负责人", labels: {}, operators: [] },
    ],
  } as unknown as Module;
  expect(said({ field: "closed_on", op: "within", value: "this_month" }, module, zh, "zh")).toEqual({
    field: "结单日期",
    op: "在",
    value: "本月",
  });
  expect(said({ field: "closed_on", op: "lt", value: "2025-03-01" }, module, zh, "zh").op).toBe("早于");
  expect(said(owner, module, zh, "zh").value).toBe("王芳");
  expect(said(mine, module, zh, "zh").value).toBe("");
});
