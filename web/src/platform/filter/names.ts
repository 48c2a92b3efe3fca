import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { someOf } from "../api/queries";
import type { Filter, Leaf, Module } from "../api/types";
import { isEmpty, linkOf } from "../fields/kind";
import { useMe } from "../records/useModule";
import { isLeaf } from "./filter";

/** The module whose records the values of a condition are; undefined when they are no links. */
function targetOf({ field: key, op }: Leaf, module: Module, departments: string | undefined): string | undefined {
  if (op === "department_and_below") return departments;
  return module.fields.find((field) => field.key === key)?.target ?? undefined;
}

const valuesOf = ({ value }: Leaf): unknown[] => (Array.isArray(value) ? value : [value]);

function leavesOf(filter: Filter): Leaf[] {
  if (isLeaf(filter)) return [filter];
  if ("not" in filter) return leavesOf(filter.not);
  return ("any" in filter ? filter.any : filter.all).flatMap(leavesOf);
}

/** The ids that stand in conditions without their names, by the module that they are of. */
export function nameless(
  parts: readonly Filter[],
  module: Module,
  departments: string | undefined,
): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const leaf of parts.flatMap(leavesOf)) {
    const target = targetOf(leaf, module, departments);
    const ids = valuesOf(leaf).filter((value): value is string => typeof value === "string" && !isEmpty(value));
    if (target && ids.length > 0) found[target] = [...new Set([...(found[target] ?? []), ...ids])];
  }
  return found;
}

/** The same condition with the names of its links beside their ids. */
export function withNames(
  filter: Filter,
  module: Module,
  departments: string | undefined,
  names: ReadonlyMap<string, string>,
): Filter {
  const name = (part: Filter): Filter => {
    if ("any" in part) return { any: part.any.map(name) };
    if ("all" in part) return { all: part.all.map(name) };
    if ("not" in part) return { not: name(part.not) };
    if (!targetOf(part, module, departments) || isEmpty(part.value)) return part;
    const link = (id: unknown) => (linkOf(id) ? id : { id, name: names.get(String(id)) ?? null });
    return { ...part, value: Array.isArray(part.value) ? part.value.map(link) : link(part.value) };
  };
  return name(filter);
}

/** So many are named. */
const MOST = 200;

/** Conditions with the names of what they link to; those of a saved view have ids alone. */
export function useNamed(module: Module | undefined, parts: Filter[]): Filter[] {
  const departments = useMe().modules.find((one) => one.directory === "department")?.key;
  const asked = Object.entries(module ? nameless(parts, module, departments) : {});
  const found = useQueries({
    queries: asked.map(([target, ids]) => {
      const filter = { field: "id", op: "in" as const, value: ids.slice(0, MOST) };
      return { ...someOf(target, { filter, fields: [] }, MOST), staleTime: Number.POSITIVE_INFINITY };
    }),
    combine: (queries) => queries.flatMap(({ data }) => data?.records ?? []),
  });
  return useMemo(() => {
    if (!module) return parts;
    const names = new Map(found.map(({ id, name }) => [id, name]));
    return parts.map((part) => withNames(part, module, departments, names));
  }, [module, parts, departments, found]);
}
