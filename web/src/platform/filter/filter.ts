import type { Field, Filter, Leaf, Operator } from "../api/types";
import { isEmpty, linkOf } from "../fields/kind";

/** Operators that need no value. */
const ALONE: Operator[] = ["empty", "not_empty", "is_me", "my_team", "under_me"];

export function needsValue(op: Operator): boolean {
  return !ALONE.includes(op);
}

export function isLeaf(filter: Filter): filter is Leaf {
  return "field" in filter;
}

/** Is the condition complete, so that the server can be asked? */
export function isComplete(filter: Filter): boolean {
  if (!isLeaf(filter)) {
    const { parts } = groupOf(filter);
    return parts.length > 0 && parts.every(isComplete);
  }
  const { op, value } = filter;
  if (!needsValue(op)) return true;
  if (op === "between") return Array.isArray(value) && value.length === 2 && !value.some(isEmpty);
  return !isEmpty(value);
}

/** Conditions of which all hold, or any; or of which that is not so. */
export interface Group {
  isNot: boolean;
  isAny: boolean;
  parts: Filter[];
}

/** A filter as a group: what is no group is one of a single part. */
export function groupOf(filter: Filter): Group {
  if (isLeaf(filter)) return { isNot: false, isAny: false, parts: [filter] };
  if ("any" in filter) return { isNot: false, isAny: true, parts: filter.any };
  if ("all" in filter) return { isNot: false, isAny: false, parts: filter.all };
  const inner = groupOf(filter.not);
  return inner.isNot ? { isNot: true, isAny: false, parts: [filter.not] } : { ...inner, isNot: true };
}

/** The filter that a group is; undefined when nothing is in it. */
export function filterOf({ isNot, isAny, parts }: Group): Filter | undefined {
  const [only] = parts;
  if (!only) return undefined;
  const whole = parts.length === 1 ? only : isAny ? { any: parts } : { all: parts };
  return isNot ? { not: whole } : whole;
}

/** The conditions that hold together in a filter: each of them is a chip. */
export function partsOf(filter: Filter | null | undefined): Filter[] {
  if (!filter) return [];
  return "all" in filter ? filter.all.flatMap(partsOf) : [filter];
}

/** Links carry their names for the eyes; the server takes their ids. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  return linkOf(value)?.id ?? value;
}

/** A condition as the server takes it. */
export function wireFilter(filter: Filter): Filter {
  if ("any" in filter) return { any: filter.any.map(wireFilter) };
  if ("all" in filter) return { all: filter.all.map(wireFilter) };
  if ("not" in filter) return { not: wireFilter(filter.not) };
  const { field, op, value } = filter;
  return needsValue(op) ? { field, op, value: bare(value) } : { field, op };
}

/** What the chips of a list mean together: all of them. */
export function toFilter(parts: readonly Filter[]): Filter | undefined {
  const all = parts.filter(isComplete).map(wireFilter);
  return all.length > 1 ? { all } : all[0];
}

/** Do both ask for the same? */
export function isSame(one: readonly Filter[], other: readonly Filter[]): boolean {
  return JSON.stringify(one.map(wireFilter)) === JSON.stringify(other.map(wireFilter));
}

/** Both conditions, each of which may be none. */
export function both(one: Filter | null | undefined, other: Filter | null | undefined): Filter | undefined {
  if (!one) return other ?? undefined;
  return other ? { all: [...partsOf(one), ...partsOf(other)] } : one;
}

/** The server reads no filter that is deeper. */
const DEEPEST = 8;

function isFilter(it: unknown, depth = 1): it is Filter {
  if (typeof it !== "object" || it === null || depth > DEEPEST) return false;
  if ("field" in it) return typeof it.field === "string" && "op" in it && typeof it.op === "string";
  if ("not" in it) return isFilter(it.not, depth + 1);
  const parts = "any" in it ? it.any : "all" in it ? it.all : null;
  return Array.isArray(parts) && parts.length > 0 && parts.every((part) => isFilter(part, depth + 1));
}

/** Reads the chips in an address; what is none is left out. */
export function readParts(text: unknown): Filter[] {
  return Array.isArray(text) ? text.filter((part) => isFilter(part)) : [];
}

/** The operator that a person most likely means with this field. */
export function firstOperator(field: Field): Operator {
  const liked: Operator[] = ["within", "in", "contains", "ge", "eq"];
  return liked.find((op) => field.operators.includes(op)) ?? field.operators[0] ?? "eq";
}

export function canFilter(field: Field): boolean {
  return field.access !== "masked" && field.operators.length > 0;
}
