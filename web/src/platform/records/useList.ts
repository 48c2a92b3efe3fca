import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Asked } from "../api/queries";
import type { Filter, Module, View } from "../api/types";
import { useNamed } from "../filter/names";
import { askedOf, partsIn, viewOf, withParts } from "./asked";
import { changed, type ListSearch, type SearchChange } from "./search";
import { type ListColumns, useColumns } from "./useColumns";

export interface List extends ListColumns {
  view: View | undefined;
  search: ListSearch;
  /** What the server is asked for: the view, the chips and the search text together. */
  asked: Asked;
  sort: string | undefined;
  /** The conditions, all of which hold. */
  parts: Filter[];
  setParts: (parts: Filter[]) => void;
  /** The person changed something that the view does not say. */
  isChanged: boolean;
  go: (change: SearchChange, replace?: boolean) => void;
  /** Shows another view as it is. */
  show: (view: string | undefined) => void;
  /** Shows the view as it was saved. */
  reset: () => void;
}

/** What an address says on top of a view; all of it gone. */
const AS_SAVED = { base: undefined, filter: undefined, sort: undefined } as const;

/** The state of a list: its address, its view, and the columns that a person chose. */
export function useList(module: Module): List {
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  const view = useMemo(() => viewOf(module, search), [module, search]);
  const columns = useColumns(module, view);
  const sort = (search.sort ?? view?.sort) || undefined;
  const asked = useMemo(() => askedOf(module, search), [module, search]);
  const parts = useNamed(
    module,
    useMemo(() => partsIn(view, search), [view, search]),
  );
  const go = (change: SearchChange, replace = false) =>
    void navigate({ to: "/records/$module", params: { module: module.key }, search: changed(search, change), replace });
  return {
    ...columns,
    view,
    search,
    asked,
    sort,
    parts,
    setParts: (next) => go({ base: undefined, filter: undefined, open: undefined, ...withParts(view, search, next) }),
    isChanged:
      search.base !== undefined ||
      search.filter !== undefined ||
      sort !== (view?.sort || undefined) ||
      columns.isChosen,
    go,
    show: (key) => go({ ...AS_SAVED, view: key, q: undefined, open: undefined }),
    reset: () => {
      columns.unchoose();
      go(AS_SAVED);
    },
  };
}
