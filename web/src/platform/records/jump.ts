import type { Field, Module, Operator } from "../api/types";
import { kindOf } from "../fields/registry";

interface Jump {
  field: Field;
  /** What the rows from a value on have in common. */
  op: Operator;
}

/** By which field one can jump in a list of this order: the first that it is sorted by. */
export function jumpField(module: Module, sort: string | undefined): Jump | null {
  const [first = ""] = (sort ?? "").split(",");
  const isDescending = first.startsWith("-");
  const key = isDescending ? first.slice(1) : first;
  const field = module.fields.find((one) => one.key === key && one.sortable);
  if (!field || !kindOf(field).Filter) return null;
  return { field, op: isDescending ? "le" : "ge" };
}
