import { type Asked, queryClient, rowsOf } from "../api/queries";
import type { Module, View } from "../api/types";
import { askedOf, askedOfView, viewOf } from "./asked";
import type { ListSearch } from "./search";

/** What views said when they were last seen, by module and view: so the first rows of a list are asked for while its metadata
 * is still on its way. What turns out to be something else is not used. */
const KEPT = "heyi.views";
/** So many views are kept. */
const MOST_KEPT = 40;

type Said = Pick<View, "filter" | "sort">;

const placeOf = (module: string, search: ListSearch) => `${module}/${search.view ?? ""}`;

function kept(store: Storage): Record<string, Said> {
  try {
    return (JSON.parse(store.getItem(KEPT) ?? "{}") ?? {}) as Record<string, Said>;
  } catch {
    return {};
  }
}

/** Keeps what the view of a list says, the latest last. */
export function keepView(module: Module, search: ListSearch, store: Storage = localStorage): void {
  const view = viewOf(module, search);
  if (!view) return;
  const place = placeOf(module.key, search);
  const { [place]: _, ...others } = kept(store);
  const all = [...Object.entries(others), [place, { filter: view.filter, sort: view.sort }] as const];
  store.setItem(KEPT, JSON.stringify(Object.fromEntries(all.slice(-MOST_KEPT))));
}

/** What the list will most likely ask for; null when its view was not seen before. */
export function likelyAsked(module: string, search: ListSearch, store: Storage = localStorage): Asked | null {
  const said = kept(store)[placeOf(module, search)];
  return said ? askedOfView(said, search) : null;
}

const isSame = (one: Asked, other: Asked) => JSON.stringify(one) === JSON.stringify(other);

/** Asks for the first rows of a list, before its metadata is there where it was seen before. What it gives is called with the
 * metadata: from then on the rows are those that the list asks for. */
export function askAhead(module: string, search: ListSearch): (known: Module) => void {
  // Where a list begins elsewhere its rows wait for it.
  if (search.from !== undefined) return (known) => keepView(known, search);
  const likely = likelyAsked(module, search);
  const page = likely && queryClient.fetchQuery(rowsOf(module, likely, 0));
  // Whoever needs the rows is told why they did not come when they are asked for again.
  page?.catch(() => {});
  return (known) => {
    keepView(known, search);
    const asked = askedOf(known, search);
    if (likely && isSame(likely, asked)) return;
    void queryClient.prefetchQuery(rowsOf(known.key, asked, 0));
  };
}
