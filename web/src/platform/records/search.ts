import type { Leaf } from "../api/types";
import { readLeaves } from "../filter/filter";

/** What the address of a list holds: a link to it shows the same thing to whoever opens it. */
export interface ListSearch {
  view?: string;
  /** Conditions on top of those of the view. */
  filter?: Leaf[];
  sort?: string;
  q?: string;
  /** The record in the side panel. */
  open?: string;
  /** Shown as a board by this field. */
  board?: string;
}

export function readListSearch(search: Record<string, unknown>): ListSearch {
  const text = (key: string) =>
    typeof search[key] === "string" && search[key] !== "" ? String(search[key]) : undefined;
  // An id that was typed without its quotes has lost digits on the way: it is no id any more.
  const open = text("open");
  const leaves = readLeaves(search.filter);
  const read = {
    view: text("view"),
    filter: leaves.length > 0 ? leaves : undefined,
    sort: text("sort"),
    q: typeof search.q === "number" ? String(search.q) : text("q"),
    open,
    board: text("board"),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}
