import { expect, it } from "vitest";
import type { Filter, Module } from "../api/types";
import { en } from "../i18n/en";
import { zh } from "../i18n/zh";
import { nameless, withNames } from "./names";
import { said, sentence } from "./said";

const module = {
  key: "accounts",
  fields: [
    { key: "closed_on", type: "date", label: "Closed on", labels: { zh: "结单日期", en: "Closed on" } },
    { key: "created_at", type: "date_time", label: "", labels: { zh: "创建时间", en: "Created" } },
    { key: "city", type: "text", label: "", labels: { zh: "城市", en: "City" } },
    { key: "level", type: "text", label: "", labels: { zh: "级别", en: "Level" } },
    { key: "owner", type: "person", label: "负责人", labels: {}, target: "employees" },
  ],
} as unknown as Module;

const city: Filter = { field: "city", op: "eq", value: "上海" };
const level: Filter = { field: "level", op: "eq", value: "A" };
const mine: Filter = { field: "owner", op: "is_me" };

it.each<[Filter, string, string]>([
  [{ field: "closed_on", op: "within", value: "this_month" }, "结单日期 在 本月", "Closed on in this month"],
  [
    { field: "created_at", op: "lt", value: "2025-02-28T16:00:00.000Z" },
    "创建时间 早于 2025/03/01",
    "Created before 1 Mar 2025",
  ],
  [
    { field: "created_at", op: "lt", value: "2025-03-01T01:30:00.000Z" },
    "创建时间 早于 2025/03/01 09:30",
    "Created before 01/03/2025, 09:30",
  ],
  [{ field: "owner", op: "in", value: [{ id: "7", name: "王芳" }] }, "负责人 是 王芳", "负责人 is 王芳"],
  [{ field: "level", op: "not_in", value: ["A", "B"] }, "级别 不是其中任何一个 A、B", "Level is none of A, B"],
  [mine, "负责人 是我", "负责人 is me"],
  [{ field: "owner.city", op: "eq", value: "上海" }, "负责人 · city 是 上海", "负责人 · city is 上海"],
  [{ any: [city, level] }, "城市 是 上海 或 级别 是 A", "City is 上海 or Level is A"],
  [{ not: city }, "排除（城市 是 上海）", "not (City is 上海)"],
  [{ not: { any: [city, level] } }, "排除（城市 是 上海 或 级别 是 A）", "not (City is 上海 or Level is A)"],
  [
    { any: [{ all: [city, level] }, mine] },
    "（城市 是 上海 且 级别 是 A） 或 负责人 是我",
    "(City is 上海 and Level is A) or 负责人 is me",
  ],
])("%j is said", (filter, chinese, english) => {
  expect(sentence(filter, module, zh, "zh")).toBe(chinese);
  expect(sentence(filter, module, en, "en")).toBe(english);
});

it("a date has words of its own", () => {
  expect(said({ field: "closed_on", op: "lt", value: "2025-03-01" }, module, zh, "zh")).toEqual({
    field: "结单日期",
    op: "早于",
    value: "2025/03/01",
  });
});

it("ids in conditions get their names, however deep they stand", () => {
  const saved: Filter = { not: { any: [{ field: "owner", op: "in", value: ["7", "8"] }, city] } };
  const below: Filter = { field: "owner", op: "department_and_below", value: "3" };
  expect(nameless([saved, below, mine], module, "departments")).toEqual({ employees: ["7", "8"], departments: ["3"] });
  const names = new Map([
    ["7", "王芳"],
    ["3", "销售部"],
  ]);
  expect(withNames(saved, module, "departments", names)).toEqual({
    not: {
      any: [
        {
          field: "owner",
          op: "in",
          value: [
            { id: "7", name: "王芳" },
            { id: "8", name: null },
          ],
        },
        city,
      ],
    },
  });
  expect(sentence(withNames(below, module, "departments", names), module, zh, "zh")).toContain("销售部");
  expect(nameless([withNames(saved, module, "departments", names)], module, "departments")).toEqual({});
});
