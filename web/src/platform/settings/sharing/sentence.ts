import type { Answer, Schema } from "../../api/doors";
import type { Link, Subject } from "../../api/types";
import type { zh } from "./i18n.zh";

export type SharingWords = typeof zh;

/** A rule as it is shown. */
export type SharingRule = Answer<"GET", "sharing-rules">["sharing_rules"][number];

/** Whom a subject means, in a few words. */
export function sayWhom(subject: Subject | undefined, w: SharingWords): string {
  if (!subject?.name) return w.gone;
  const said = (w.short as Partial<Record<string, (name: string) => string>>)[subject.kind];
  return said ? said(subject.name) : subject.name;
}

/** A rule as a sentence: whose records, or which, go to whom. `conditions` are those of its filter in words. */
export function sayRule(rule: SharingRule, module: string, conditions: string[] | null, w: SharingWords): string {
  const level = w.levels[rule.level] ?? rule.level;
  const target = sayWhom(rule.target, w);
  if (rule.kind === "owner") return w.goes(w.ofOwner(sayWhom(rule.source, w), module), target, level);
  const said = conditions === null || conditions.length === 0 ? w.complexShort : conditions.join(w.and);
  return w.goes(w.ofCriteria(said, module), target, level);
}

/** Kinds of subjects that can be chosen. */
export const SUBJECTS: readonly string[] = ["department", "person", "role", "group"];

/** A subject that is being chosen. */
export interface Whom {
  kind: string;
  link: Link | null;
}

/** The subject of a rule to be chosen anew; one that is gone has to be. */
export function whomOf(subject: Subject | undefined): Whom {
  return subject && SUBJECTS.includes(subject.kind)
    ? { kind: subject.kind, link: { id: subject.id, name: subject.name ?? subject.id } }
    : { kind: "department", link: null };
}

/** As the server takes it: `{"department": "7"}`. */
export function wireWhom({ kind, link }: Whom): Schema["Subject"] | null {
  return link?.id ? ({ [kind]: link.id } as Schema["Subject"]) : null;
}
