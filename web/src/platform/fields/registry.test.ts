import { describe, expect, it } from "vitest";
import type { Field, Module } from "../api/types";
import { bareField } from "./bareField";
import { phoneText, safeUrl } from "./contact";
import { textOf, wireOf } from "./registry";

const field = (key: string, type: Field["type"], more: Partial<Field> = {}) => bareField(type, key, { key, ...more });

const fields = [
  field("name", "text"),
  field("count", "integer"),
  field("price", "money", { scale: 2 }),
  field("share", "percent", { scale: 2 }),
  field("owner", "person", { target: "employees" }),
  field("level", "choice", {
    options: [{ key: "a", label: "甲", labels: { zh: "甲", en: "A" }, color: null, retired: false, core: false }],
  }),
  field("ready", "boolean"),
];
const module = { fields } as Module;

describe("what is written", () => {
  it.each([
    [{ name: "  合一 " }, { name: "合一" }],
    [{ name: "" }, { name: null }],
    [{ count: "12" }, { count: 12 }],
    [{ price: "12.50" }, { price: "12.50" }],
    [{ price: "12.50", price_currency: "USD" }, { price: { amount: "12.50", currency: "USD" } }],
    [{ owner: { id: "7", name: "王芳" } }, { owner: "7" }],
    [{ owner: null }, { owner: null }],
    [{ ready: undefined }, { ready: false }],
    [{ nobody: 1 }, {}],
  ])("%j is sent as %j", (draft, sent) => {
    expect(wireOf(module, draft)).toEqual(sent);
  });
});

it("an amount keeps the currency of its record", () => {
  expect(wireOf(module, { price: "9.00" }, { price_currency: "USD" })).toEqual({
    price: { amount: "9.00", currency: "USD" },
  });
  expect(wireOf(module, { price: null }, { price_currency: "USD" })).toEqual({ price: null });
});

describe("what is said", () => {
  it.each([
    ["level", "a", "A"],
    ["level", "gone", "gone"],
    ["owner", { id: "7", name: "王芳" }, "王芳"],
    ["share", "50.00", "50%"],
    ["name", null, ""],
  ])("%s of %j is %s", (key, value, said) => {
    const of = fields.find((one) => one.key === key);
    if (of === undefined) throw new Error("no such field");
    expect(textOf(of, value, "en")).toBe(said);
  });
  it("a phone is written as it is dialled at home", () => {
    expect(phoneText("+8613812345678")).toBe("138 1234 5678");
    expect(phoneText("+8651268802465")).toBe("051268802465");
    expect(phoneText("+12025550143")).toBe("+12025550143");
  });
  it.each([
    ["heyi.example.com", "https://heyi.example.com"],
    ["http://a.cn/x", "http://a.cn/x"],
    ["javascript:alert(1)", null],
  ])("a link typed as %s leads to %s", (typed, href) => {
    expect(safeUrl(typed)).toBe(href);
  });
});
