import type { UnknownValue } from "../fields/kind";
import type { Import, ImportSpec, Table } from "./types";

/** The different values of a column among the first rows, in their order. */
export function seenIn(table: Table, column: string): string[] {
  return [...new Set(cellsOf(table, column).filter((value) => value !== ""))];
}

/** The cells of a column in the first rows. */
export function cellsOf(table: Table, column: string): string[] {
  const at = table.columns.indexOf(column);
  return table.sample.map((row) => (row[at] ?? "").trim());
}

/** What the last run did not know of a column. */
export function unknownIn(of: Pick<Import, "unknown_values">, column: string): UnknownValue[] {
  const values = of.unknown_values.filter((one) => one.column === column);
  return values.map(({ value, count }) => ({ value, count }));
}

/** Columns that have values which the last run did not know and which nothing was said of since. */
export function unknownColumns(of: Pick<Import, "unknown_values">, spec: ImportSpec): UnknownColumn[] {
  return spec.columns.flatMap(({ column, values = {} }) => {
    const left = of.unknown_values.filter((one) => one.column === column && !(one.value in values));
    if (left.length === 0) return [];
    const sorted = left.toSorted((a, b) => b.count - a.count);
    return [{ column, values: sorted, rows: left.reduce((sum, { count }) => sum + count, 0) }];
  });
}

export interface UnknownColumn {
  column: string;
  values: { value: string; count: number }[];
  /** Rows that have one of them. */
  rows: number;
}
