import type { Schema } from "../../api/doors";
import type { zh } from "./i18n.zh";

type WhyWords = typeof zh;

/** What the server answers to why a person reaches a record, or does not. */
export type Why = Schema["Why"];
export type WhyAction = Why["actions"][string];
type WhyRule = WhyAction["rules"][number];

export interface Said {
  action: string;
  isAllowed: boolean;
  title: string;
  reasons: string[];
}

const ORDER = ["read", "update", "delete", "transfer"];

function reason(rule: WhyRule, w: WhyWords): string {
  switch (rule.kind) {
    case "administrator":
      return w.because.administrator(rule.label);
    case "role": {
      const by = w.by[rule.by] ?? rule.by;
      // Where there are no owners, or all is reached, the scope says nothing more.
      const isPlain = rule.by === "all" || rule.by === "module_without_owners";
      return isPlain
        ? w.because.roleAll(rule.label, by)
        : w.because.role(rule.label, w.scopes[rule.scope] ?? rule.scope, by);
    }
    case "team":
      return w.because.team(rule.subject?.name ?? "", w.levels[rule.level] ?? rule.level);
    case "sharing_rule":
      return w.because.rule(rule.label, w.levels[rule.level] ?? rule.level);
  }
}

/** Each action as a sentence with its reasons. */
export function sayWhy(why: Why, w: WhyWords): Said[] {
  const known = ORDER.filter((action) => why.actions[action] !== undefined);
  return known.map((action) => {
    const { allowed, rules, refused } = why.actions[action] ?? { allowed: false, rules: [], refused: null };
    const what = w.actions[action] ?? action;
    const reasons = rules.map((rule) => reason(rule, w));
    if (refused !== null) reasons.unshift(w.refused[refused]?.(what) ?? refused);
    return { action, isAllowed: allowed, title: allowed ? w.can(what) : w.cannot(what), reasons };
  });
}

/** Fields that are not seen as everybody with full rights sees them, by what is seen. */
export function narrowed(why: Why): { hidden: string[]; masked: string[]; read: string[] } {
  const of = (access: string) => why.fields.filter((one) => one.access === access).map((one) => one.field);
  return { hidden: of("hidden"), masked: of("masked"), read: of("read") };
}
