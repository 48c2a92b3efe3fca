import { describe, expect, it } from "vitest";
import type { Field } from "../../api/types";
import { areDaysUnclear, openValues, optionFor, withValue } from "./values";

const option = (key: string, zh: string, en: string) => ({
  key,
  label: zh,
  labels: { zh, en },
  color: null,
  retired: false,
});
const level = { options: [option("a", "A 战略客户", "A strategic"), option("b", "B 重点客户", "B key")] } as Field;

describe("a value of the file", () => {
  it.each([
    ["a", "a"],
    ["A 战略客户", "a"],
    [" b KEY ", "b"],
    ["Ａ 战略客户", "a"],
    ["特级", undefined],
    ["", undefined],
  ])("%j means the option %j", (value, key) => {
    expect(optionFor(level, value)?.key).toBe(key);
  });

  it("is open when no option is called so, and unknown ones come first, the most frequent before others", () => {
    const unknown = [
      { value: "重点", count: 3 },
      { value: "普通", count: 40 },
    ];
    expect(openValues(level, ["A 战略客户", "特级", "重点 "], unknown, { 老: "b", 普通: "a" })).toEqual([
      { value: "普通", count: 40 },
      { value: "重点", count: 3 },
      { value: "特级", count: null },
      { value: "老", count: null },
    ]);
  });

  it("of a link is open when a run did not find it", () => {
    const unknown = [{ value: "王五", count: 2 }];
    expect(openValues({} as Field, ["张三", "王五"], unknown, {})).toEqual(unknown);
  });

  it("is mapped and taken back", () => {
    const mapped = withValue({ 重点: "b" }, "特级", "a");
    expect(mapped).toEqual({ 重点: "b", 特级: "a" });
    expect(withValue(mapped, "重点", null)).toEqual({ 特级: "a" });
  });
});

it.each([
  ["2021-03-07", false],
  ["03-07-2021", true],
  ["3/7/21 10:00", true],
  ["3.7.2021", true],
  ["2021年3月7日", false],
  ["20210307", false],
])("the day %j is unclear: %j", (value, isUnclear) => {
  expect(areDaysUnclear([value])).toBe(isUnclear);
});
