import { expect, it } from "vitest";
import type { Labels } from "../../api/types";
import { zh } from "./i18n.zh";
import { draftOf, givenLabels, sayDraft } from "./ruleDraft";

const long = "甲".repeat(90);

it.each<[string, Labels, string, Labels]>([
  ["that was given", { zh: "南方看华东" }, "华东的客户 → 南方 可读", { zh: "南方看华东" }],
  ["that says what it does is none", { zh: "华东的客户 → 南方 可读" }, "华东的客户 → 南方 可读", {}],
  ["of another language stays", { zh: "甲 → 乙", en: "East to south" }, "甲 → 乙", { en: "East to south" }],
  ["that was cut is none either", { zh: long.slice(0, 80) }, long, {}],
])("a name of a rule %s", (_, labels, said, given) => {
  expect(givenLabels(labels, said)).toEqual(given);
});

it("a draft is called by what it does", () => {
  const draft = draftOf(null, "accounts");
  const whom = (name: string) => ({ kind: "department", link: { id: "1", name } });
  expect(sayDraft({ ...draft, source: whom("华东"), target: whom("华南") }, "客户", null, zh)).toBe(
    "华东及下级的客户 → 华南及下级 可读",
  );
});
