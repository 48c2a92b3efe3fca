import type { UnknownValue } from "../fields/kind";
import type { ColumnMap, Import, ImportSpec, Table } from "./types";

/** The server keeps so many characters of a value that a field does not know, and cuts the cells of the sample. */
const KEPT = 40;
const SAMPLED = 100;

/** The different values of a column among the first rows, in their order. */
export function seenIn(table: Table, column: string): string[] {
  return [...new Set(cellsOf(table, column).filter((value) => value !== ""))];
}

/** The cells of a column in the first rows. */
export function cellsOf(table: Table, column: string): string[] {
  const at = table.columns.indexOf(column);
  return table.sample.map((row) => (row[at] ?? "").trim());
}

/** A value as it is kept: the beginning of a long one. */
function keptOf(value: string): string {
  const signs = [...value];
  return signs.length > KEPT ? `${signs.slice(0, KEPT).join("")}…` : value;
}

function isCut(value: string): boolean {
  return value.endsWith("…") && [...value].length === KEPT + 1;
}

/** What a run did not know of a column; of another field than it filled then, the run says nothing. */
function unknownOf({ unknown_values }: Pick<Import, "unknown_values">, column: string, field: string) {
  return unknown_values.filter((one) => one.column === column && one.field === field);
}

/** What the last run did not know of a column: what a person can say the meaning of, and what only the file can mend, because
 * no more than its beginning is known. */
export interface UnknownOfColumn {
  values: UnknownValue[];
  tooLong: UnknownValue[];
}

type Tried = Pick<Import, "unknown_values" | "table" | "spec">;

/** A long value that stands in the first rows is whole there; where it was said before the run what it means, others begin
 * like it. */
export function unknownIn(of: Tried, { column, field }: Pick<ColumnMap, "column" | "field">): UnknownOfColumn {
  const said = of.spec.columns?.find((map) => map.column === column && map.field === field)?.values ?? {};
  const whole = seenIn(of.table, column).filter((value) => [...value].length < SAMPLED && !Object.hasOwn(said, value));
  const unknown: UnknownOfColumn = { values: [], tooLong: [] };
  for (const { value, count } of unknownOf(of, column, field)) {
    const meant = isCut(value) ? whole.filter((one) => keptOf(one) === value) : [value];
    const [only] = meant;
    if (only === undefined) unknown.tooLong.push({ value, count });
    else if (meant.length === 1) unknown.values.push({ value: only, count });
    else unknown.values.push(...meant.map((one) => ({ value: one, count: null })));
  }
  return unknown;
}

/** Columns that have values which the last run did not know and which nothing was said of since. */
export function unknownColumns(of: Tried, spec: ImportSpec): UnknownColumn[] {
  return spec.columns.flatMap(({ column, field, values: said = {} }) => {
    const { values, tooLong } = unknownIn(of, { column, field });
    const open = values.filter(({ value }) => !Object.hasOwn(said, value));
    const left = [...open, ...tooLong].toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0));
    if (left.length === 0) return [];
    // Of several values that begin alike, only together is it known in how many rows they are.
    const cells = unknownOf(of, column, field).filter((one) => left.some(({ value }) => keptOf(value) === one.value));
    const rows = cells.reduce((sum, { count }) => sum + count, 0);
    return [{ column, values: left, rows, canMap: open.length > 0, isCut: tooLong.length > 0 }];
  });
}

export interface UnknownColumn {
  column: string;
  values: UnknownValue[];
  /** Rows that have one of them. */
  rows: number;
  /** Can a person say here what one of them means? */
  canMap: boolean;
  /** Is of some no more than the beginning known, so that only the file can mend them? */
  isCut: boolean;
}
