import { withSpec } from "./spec";
import type { Import, ImportSpec, Reading } from "./types";

/** What can be said of how this file is read. */
export function readingsOf({ table }: Pick<Import, "table">): (keyof Reading)[] {
  const ofText: (keyof Reading)[] = table.format === "text" ? ["encoding", "delimiter"] : [];
  return [...(table.sheets.length > 1 ? (["sheet"] as const) : []), "header_line", ...ofText];
}

/** What a person has of each heading that was seen: its maps, none where it is not imported. */
export type Known = ReadonlyMap<string, ImportSpec["columns"]>;

/** Adds the headings of this reading. One that the server knew no field for and nobody gave one is not known: with other
 * headings beside it, it may find its field. */
export function knownWith(
  known: Known,
  { table, proposal }: Pick<Import, "table" | "proposal">,
  spec: ImportSpec,
): Known {
  const all = new Map(known);
  for (const column of table.columns) {
    const maps = spec.columns.filter((map) => map.column === column);
    if (maps.length > 0 || !proposal.unmapped.includes(column)) all.set(column, maps);
    else all.delete(column);
  }
  return all;
}

/** How the file is read, without its columns: a mapping is proposed anew for what is found then. */
export function readAnew(spec: ImportSpec, reading: Reading): ImportSpec {
  return withSpec(spec, { ...reading, columns: [] });
}

/** What was proposed for a file that is read in another way, with what is known of headings that are there again. No field
 * is filled twice. */
export function mappedAgain(proposed: ImportSpec, found: string[], known: Known): ImportSpec {
  const columns: ImportSpec["columns"] = [];
  const add = (maps: ImportSpec["columns"]) => {
    for (const map of maps) if (!columns.some((other) => other.field === map.field)) columns.push(map);
  };
  for (const column of found) add(known.get(column) ?? []);
  add(proposed.columns.filter((map) => !known.has(map.column)));
  const rank = ({ column }: { column: string }) => found.indexOf(column);
  return { ...proposed, columns: columns.toSorted((a, b) => rank(a) - rank(b)) };
}
