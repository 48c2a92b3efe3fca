import type { Field, Filter, Leaf, Locale, Module, Operator } from "../api/types";
import { isEmpty } from "../fields/kind";
import { linkOf } from "../fields/links";
import { textOf } from "../fields/registry";
import type { Messages } from "../i18n/zh";

/** Operators that need no value. */
const ALONE: Operator[] = ["empty", "not_empty", "is_me", "my_team", "under_me"];

export function needsValue(op: Operator): boolean {
  return !ALONE.includes(op);
}

/** Is the condition complete, so that the server can be asked? */
export function isComplete(leaf: Leaf): boolean {
  if (!needsValue(leaf.op)) return true;
  if (leaf.op === "between") return Array.isArray(leaf.value) && leaf.value.length === 2 && !leaf.value.some(isEmpty);
  return !isEmpty(leaf.value);
}

/** Links carry their names for the eyes; the server takes their ids. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  return linkOf(value)?.id ?? value;
}

/** What the chips of a list mean together: all of them. */
export function toFilter(leaves: Leaf[]): Filter | undefined {
  const all = leaves.filter(isComplete).map((leaf): Filter => {
    const { field, op } = leaf;
    return needsValue(op) ? { field, op, value: bare(leaf.value) } : { field, op };
  });
  return all.length > 1 ? { all } : all[0];
}

/** Both conditions, each of which may be none. */
export function both(one: Filter | null | undefined, other: Filter | null | undefined): Filter | undefined {
  if (!one) return other ?? undefined;
  return other ? { all: [one, other] } : one;
}

/** The chips that mean this filter; null when it says more than chips can. */
export function toLeaves(filter: Filter | null | undefined): Leaf[] | null {
  if (!filter) return [];
  if ("field" in filter) return [filter];
  if (!("all" in filter)) return null;
  const parts = filter.all.map(toLeaves);
  return parts.every((part) => part !== null) ? parts.flat() : null;
}

/** Reads the chips in an address; what is none is left out. */
export function readLeaves(text: unknown): Leaf[] {
  if (!Array.isArray(text)) return [];
  return text.filter(
    (leaf): leaf is Leaf => typeof leaf === "object" && leaf !== null && "field" in leaf && "op" in leaf,
  );
}

/** A condition as one reads it: the field, what is asked of it, the value. */
export function said(
  leaf: Leaf,
  module: Module,
  t: Messages,
  locale: Locale,
): { field: string; op: string; value: string } {
  const field = module.fields.find((one) => one.key === leaf.field);
  const label = field ? (field.labels[locale] ?? field.label) : leaf.field;
  return {
    field: label,
    op: opText(leaf.op, field, t),
    value: needsValue(leaf.op) ? valueText(leaf, field, t, locale) : "",
  };
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
  return Array.isArray(leaf.value) ? leaf.value.map(one).join("、") : one(leaf.value);
}

/** The operator that a person most likely means with this field. */
export function firstOperator(field: Field): Operator {
  const liked: Operator[] = ["within", "in", "contains", "ge", "eq"];
  return liked.find((op) => field.operators.includes(op)) ?? field.operators[0] ?? "eq";
}

export function canFilter(field: Field): boolean {
  return field.access !== "masked" && field.operators.length > 0;
}
