import type { Refusal, Table } from "./types";

/** The different values of a column among the first rows, in their order. */
export function seenIn(table: Table, column: string): string[] {
  return [...new Set(cellsOf(table, column).filter((value) => value !== ""))];
}

/** The cells of a column in the first rows. */
export function cellsOf(table: Table, column: string): string[] {
  const at = table.columns.indexOf(column);
  return table.sample.map((row) => (row[at] ?? "").trim());
}

/** Values that the last run refused because the field has no such option, among the refusals that are told. */
export function refusedOf(refusals: Refusal[], field: string): string[] {
  const quoted = refusals
    .flatMap((refusal) => refusal.errors)
    .filter((error) => error.field === field && error.code === "unknown_option")
    .flatMap((error) => /[“"](.*)[”"]/.exec(error.message)?.[1] ?? []);
  return [...new Set(quoted)];
}
