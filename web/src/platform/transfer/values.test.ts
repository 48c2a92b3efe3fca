import { expect, it } from "vitest";
import type { Refusal, Table } from "./types";
import { cellsOf, refusedOf, seenIn } from "./values";

const table = { columns: ["名称", "级别"], sample: [["甲", " A "], ["乙"], ["丙", "A"], ["丁", "特级"]] } as Table;

it("shows the first cells, and each value once", () => {
  expect(cellsOf(table, "级别")).toEqual(["A", "", "A", "特级"]);
  expect(seenIn(table, "级别")).toEqual(["A", "特级"]);
  expect(seenIn(table, "没有")).toEqual([]);
});

it("finds the values that were refused for want of an option, in either language", () => {
  const refusal = (field: string, code: Refusal["errors"][number]["code"], message: string): Refusal => ({
    line: 2,
    reason: message,
    errors: [{ field, code, message }],
  });
  const refusals = [
    refusal("level", "unknown_option", "没有“特级”这个选项"),
    refusal("level", "unknown_option", "There is no option “VIP”"),
    refusal("level", "unknown_option", "没有“特级”这个选项"),
    refusal("level", "required", "必填"),
    refusal("source", "unknown_option", "没有“电话”这个选项"),
  ];
  expect(refusedOf(refusals, "level")).toEqual(["特级", "VIP"]);
});
