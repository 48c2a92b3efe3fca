import type { Asked } from "../api/queries";
import type { Module, View } from "../api/types";
import { both, toFilter } from "../filter/filter";
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
    sort: null,
    columns: null,
    editable: false,
  };
  const isShipped = (view: View) => view.id === null;
  return [...module.views.filter(isShipped), all, ...module.views.filter((view) => !isShipped(view))];
}

/** The view that an address names; without a name the first. */
export function viewOf(module: Module, search: ListSearch): View | undefined {
  const views = viewsOf(module);
  return search.view === undefined ? views[0] : views.find((view) => (view.id ?? view.key) === search.view);
}

/** What the server is asked for: the view, the chips and the search text together. Hits come best first, unless sorted. */
export function askedOf(module: Module, search: ListSearch): Asked {
  const view = viewOf(module, search);
  const sort = search.q === undefined ? (search.sort ?? view?.sort ?? undefined) : search.sort;
  return { filter: both(view?.filter, toFilter(search.filter ?? [])), q: search.q, sort: sort || undefined };
}
