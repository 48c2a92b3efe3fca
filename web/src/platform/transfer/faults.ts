import type { FieldFault } from "../api/types";
import { isSame } from "./spec";
import type { ColumnMap, ImportSpec } from "./types";

/** What the server refused of a mapping. */
export interface SortedFaults {
  byColumn: Record<string, string[]>;
  others: Record<string, string>;
}

/** The server's faults by column, `spec.columns[2].field`, and those of no column by their member, `match_on`. */
export function sortFaults(faults: FieldFault[], sent: ImportSpec): SortedFaults {
  const byColumn: Record<string, string[]> = {};
  const others: Record<string, string> = {};
  for (const { field, message } of faults) {
    const index = /^spec\.columns\[(\d+)\]/.exec(field)?.[1];
    const column = index === undefined ? undefined : sent.columns[Number(index)]?.column;
    if (column !== undefined) byColumn[column] = [...(byColumn[column] ?? []), message];
    else others[field.replace(/^spec\./, "")] = message;
  }
  return { byColumn, others };
}

/** Faults of no column that no control of the page shows; `placed` are the members that have one. */
export function unplacedOf({ others }: SortedFaults, placed: string[]): string[] {
  return Object.entries(others)
    .filter(([member]) => !placed.includes(member))
    .map(([, message]) => message);
}

export function isFaulty({ byColumn, others }: SortedFaults): boolean {
  return Object.keys(byColumn).length + Object.keys(others).length > 0;
}

/** What is left of the faults after a change: whatever was changed has to be judged anew, and so have columns that go to a
 * field which another column has gained or lost. */
export function withoutMended(faults: SortedFaults, before: ImportSpec, after: ImportSpec): SortedFaults {
  const columns = [...new Set([...before.columns, ...after.columns].map((map) => map.column))];
  const changed = columns.filter((column) => !isSame(mapsOf(before, column), mapsOf(after, column)));
  const touched = fieldsOf(before, changed).concat(fieldsOf(after, changed));
  const isMended = (column: string) =>
    changed.includes(column) || fieldsOf(before, [column]).some((field) => touched.includes(field));
  // Whether a record can be found depends on the mode and on the columns.
  const isSettled = (member: string) =>
    !isSame(memberOf(before, member), memberOf(after, member)) ||
    (changed.length > 0 && /^(match_on|columns)/.test(member)) ||
    (before.mode !== after.mode && member === "match_on");
  return { byColumn: without(faults.byColumn, isMended), others: without(faults.others, isSettled) };
}

function memberOf(spec: ImportSpec, member: string): unknown {
  return (spec as Partial<Record<string, unknown>>)[member];
}

function mapsOf(spec: ImportSpec, column: string): ColumnMap[] {
  return spec.columns.filter((map) => map.column === column);
}

function fieldsOf(spec: ImportSpec, columns: string[]): string[] {
  return columns.flatMap((column) => mapsOf(spec, column).map((map) => map.field));
}

function without<T>(of: Record<string, T>, isGone: (key: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(of).filter(([key]) => !isGone(key)));
}
