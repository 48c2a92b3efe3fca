import type { Asked } from "../api/queries";
import type { Filter, Module, View } from "../api/types";
import { both, isSame, partsOf, toFilter } from "../filter/filter";
import { en } from "../i18n/en";
import { zh } from "../i18n/zh";
import type { ListSearch } from "./search";

/** The key of the view that holds everything. */
export const ALL = "all";

/** The views of a module, and after the shipped ones everything that the caller sees. */
export function viewsOf(module: Module): View[] {
  if (module.views.some((view) => view.key === ALL)) return module.views;
  const all: View = {
    key: ALL,
    id: null,
    kind: "system",
    label: zh.list.all,
    labels: { zh: zh.list.all, en: en.list.all },
    filter: null,
    sort: "",
    columns: [],
    widths: {},
    pinned: 1,
    editable: false,
  };
  const isShipped = (view: View) => view.id === null;
  return [...module.views.filter(isShipped), all, ...module.views.filter((view) => !isShipped(view))];
}

/** The view that an address names; without a name the first, and for whoever looks after others the first that is not of
 * one's own records only. */
export function viewOf(module: Module, search: ListSearch): View | undefined {
  const views = viewsOf(module);
  if (search.view !== undefined) return views.find((view) => (view.id ?? view.key) === search.view);
  const first = leads(module) ? views.find((view) => !isOfOneself(view.filter)) : undefined;
  return first ?? views[0];
}

/** Does the caller read records because of a department, not of being their owner? */
function leads({ rights }: Module): boolean {
  return rights.read.some((scope) => scope !== "own" && scope !== "own_and_subordinates");
}

function isOfOneself(filter: Filter | null): boolean {
  if (filter === null) return false;
  if ("field" in filter) return filter.op === "is_me";
  return "all" in filter && filter.all.some(isOfOneself);
}

/** The conditions of a list, one after the other: those of its view or what stands in their place, then those on top. */
export function partsIn(view: Pick<View, "filter"> | undefined, search: ListSearch): Filter[] {
  return [...(search.base ?? partsOf(view?.filter)), ...(search.filter ?? [])];
}

/** The address of a list with other conditions. Those of the view stay the view's as long as they are what they were. */
export function withParts(
  view: Pick<View, "filter"> | undefined,
  search: ListSearch,
  parts: Filter[],
): Pick<ListSearch, "base" | "filter"> {
  const own = search.base ?? partsOf(view?.filter);
  if (!isSame(parts.slice(0, own.length), own)) return { base: parts };
  const more = parts.slice(own.length);
  return { ...(search.base && { base: search.base }), ...(more.length > 0 && { filter: more }) };
}

/** What the server is asked for: the view, the chips and the search text together. Hits come best first, unless sorted. */
export function askedOf(module: Module, search: ListSearch): Asked {
  return askedOfView(viewOf(module, search), search);
}

/** The same of a view that is known without its module. */
export function askedOfView(view: Pick<View, "filter" | "sort"> | undefined, search: ListSearch): Asked {
  const base = search.base === undefined ? view?.filter : toFilter(search.base);
  const sort = search.q === undefined ? (search.sort ?? view?.sort ?? undefined) : search.sort;
  return { filter: both(base, toFilter(search.filter ?? [])), q: search.q, sort: sort || undefined };
}
