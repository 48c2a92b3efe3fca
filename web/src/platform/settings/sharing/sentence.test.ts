import { describe, expect, it } from "vitest";
import type { Subject } from "../../api/types";
import { en } from "./i18n.en";
import { zh } from "./i18n.zh";
import { type SharingRule, sayRule, sayWhom, whomOf, wireWhom } from "./sentence";

const east: Subject = { kind: "department", id: "1", name: "华东大区" };
const wang: Subject = { kind: "person", id: "2", name: "王芳" };
const rule = (of: Partial<SharingRule>): SharingRule => ({
  id: "9",
  module: "accounts",
  label: "x",
  labels: {},
  kind: "owner",
  source: east,
  target: wang,
  level: "read",
  state: "active",
  ...of,
});

describe("a sharing rule", () => {
  it.each([
    [rule({}), null, "华东大区及下级的客户 → 王芳 可读"],
    [
      rule({ level: "write", source: wang, target: { kind: "role", id: "r", name: "财务" } }),
      null,
      "王芳的客户 → 角色“财务” 可读写",
    ],
    [rule({ kind: "criteria" }), ["级别 是 A", "城市 是 上海"], "符合“级别 是 A，城市 是 上海”的客户 → 王芳 可读"],
    [rule({ kind: "criteria" }), null, "符合“自定义条件”的客户 → 王芳 可读"],
    [rule({ target: { kind: "unknown", id: "3" } }), null, "华东大区及下级的客户 → 已不存在的对象 可读"],
  ])("is a sentence: %#", (of, conditions, said) => {
    expect(sayRule(of, "客户", conditions, zh)).toBe(said);
  });
  it("is one in English, too", () => {
    expect(sayRule(rule({}), "Accounts", null, en)).toBe("Accounts of 华东大区 and below → 王芳: read");
  });
  it("names whom it means, and sends an id", () => {
    expect(sayWhom(undefined, zh)).toBe("已不存在的对象");
    expect(wireWhom(whomOf(east))).toEqual({ department: "1" });
    expect(wireWhom(whomOf(undefined))).toBeNull();
    expect(whomOf({ kind: "unknown", id: "3" })).toEqual({ kind: "department", link: null });
  });
});
