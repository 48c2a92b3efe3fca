import type { Field, Filter, Leaf, Locale, Module, Operator } from "../api/types";
import { textOf } from "../fields/registry";
import type { Messages } from "../i18n/zh";
import { groupOf, isLeaf, needsValue } from "./filter";

/** A condition as one reads it: the field, what is asked of it, the value. */
export function said(
  leaf: Leaf,
  module: Module,
  t: Messages,
  locale: Locale,
): { field: string; op: string; value: string } {
  const [first, ...path] = leaf.field.split(".");
  const field = module.fields.find((one) => one.key === first);
  const label = field ? (field.labels[locale] ?? field.label) : first;
  const end = path.length === 0 ? field : undefined;
  return {
    field: [label, ...path].join(" · "),
    op: opText(plainOp(leaf), end, t),
    value: needsValue(leaf.op) ? valueText(leaf, end, t, locale) : "",
  };
}

/** Conditions as a sentence: 城市 是 上海 或 级别 是 A. */
export function sentence(filter: Filter, module: Module, t: Messages, locale: Locale): string {
  if (isLeaf(filter)) {
    const { field, op, value } = said(filter, module, t, locale);
    return [field, op, value].filter((part) => part !== "").join(" ");
  }
  const { isNot, isAny, parts } = groupOf(filter);
  const inside = (part: Filter) => {
    const text = sentence(part, module, t, locale);
    const isMixed = !isLeaf(part) && !("not" in part);
    return isMixed && parts.length > 1 ? t.filter.inside(text) : text;
  };
  const whole = parts.map(inside).join(isAny ? t.filter.or : t.filter.and);
  return isNot ? t.filter.without(whole) : whole;
}

/** One of a single value is that value. */
function plainOp({ op, value }: Leaf): Operator {
  if (!Array.isArray(value) || value.length !== 1) return op;
  return op === "in" ? "eq" : op === "not_in" ? "ne" : op;
}

export function opText(op: Operator, field: Pick<Field, "type"> | undefined, t: Messages): string {
  const isDate = field?.type === "date" || field?.type === "date_time";
  const ofDates = t.filter.dateOps as Partial<Record<Operator, string>>;
  return (isDate ? ofDates[op] : undefined) ?? t.filter.ops[op] ?? op;
}

function valueText(leaf: Leaf, field: Field | undefined, t: Messages, locale: Locale): string {
  if (leaf.op === "within")
    return (t.filter.within as Record<string, string>)[String(leaf.value)] ?? String(leaf.value);
  const one = (value: unknown): string => (field ? textOf(field, value, locale) : String(value ?? ""));
  if (leaf.op === "between" && Array.isArray(leaf.value)) return leaf.value.map(one).join(" – ");
  return Array.isArray(leaf.value) ? leaf.value.map(one).join(t.filter.comma) : one(leaf.value);
}
