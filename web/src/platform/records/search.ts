import type { Filter } from "../api/types";
import { readParts } from "../filter/filter";
import type { From } from "../grid/useRows";

/** What the address of a list holds: a link to it shows the same thing to whoever opens it. */
export interface ListSearch {
  view?: string;
  /** Conditions in the place of those of the view; none when it is empty. */
  base?: Filter[];
  /** Conditions on top of them. */
  filter?: Filter[];
  sort?: string;
  q?: string;
  /** The list begins at this value of the field that it is sorted by first. */
  from?: From;
  /** The record in the side panel. */
  open?: string;
  /** Shown as a board by this field. */
  board?: string;
}

export function readListSearch(search: Record<string, unknown>): ListSearch {
  const text = (key: string) =>
    typeof search[key] === "string" && search[key] !== "" ? String(search[key]) : undefined;
  const parts = readParts(search.filter);
  const read = {
    view: text("view"),
    base: Array.isArray(search.base) ? readParts(search.base) : undefined,
    filter: parts.length > 0 ? parts : undefined,
    sort: text("sort"),
    q: typeof search.q === "number" ? String(search.q) : text("q"),
    from: typeof search.from === "number" ? search.from : text("from"),
    open: text("open"),
    board: text("board"),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** What an order depends on: where a list begins means nothing in another one. */
const ORDERING: readonly (keyof ListSearch)[] = ["view", "base", "filter", "sort", "q"];

/** What an address may become: what is undefined is taken out of it. */
export type SearchChange = { [K in keyof ListSearch]?: ListSearch[K] | undefined };

/** The address of a list after a change. */
export function changed(search: ListSearch, change: SearchChange): ListSearch {
  const isReordered = ORDERING.some((key) => key in change);
  const next = { ...search, ...(isReordered ? { from: undefined } : {}), ...change };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== ""));
}
