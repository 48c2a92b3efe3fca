import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import type { Asked } from "../api/queries";
import type { Module, View } from "../api/types";
import { type Column, type ColumnChoice, columnKeys, columnsOf, pinnedOf, widthsOf } from "../grid/columns";
import { askedOf, viewOf } from "./asked";
import type { ListSearch } from "./search";

interface Choices {
  of: Record<string, ColumnChoice>;
  set: (key: string, choice: ColumnChoice) => void;
}

/** Columns that a person chose for a view and has not saved into it. */
const useChoices = create<Choices>()(
  persist((set) => ({ of: {}, set: (key, choice) => set(({ of }) => ({ of: { ...of, [key]: choice } })) }), {
    name: "heyi.columns",
    partialize: ({ of }) => ({ of }),
  }),
);

export interface List {
  view: View | undefined;
  search: ListSearch;
  /** What the server is asked for: the view, the chips and the search text together. */
  asked: Asked;
  sort: string | undefined;
  columns: Column[];
  keys: string[];
  widths: Record<string, number>;
  /** How many of the first columns stay while the others move sideways. */
  pinned: number;
  /** The person changed something that the view does not say. */
  isChanged: boolean;
  go: (change: Partial<ListSearch>, replace?: boolean) => void;
  /** Changes the columns of this window; the view itself is as it was until it is saved. */
  choose: (change: ColumnChoice) => void;
  /** The columns are as the view says. */
  unchoose: () => void;
}

/** The state of a list: its address, its view, and the columns that a person chose. */
export function useList(module: Module): List {
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  const view = useMemo(() => viewOf(module, search), [module, search]);
  const choiceKey = `${module.key}/${view?.id ?? view?.key ?? ""}`;
  const choice = useChoices((choices) => choices.of[choiceKey]) ?? NO_CHOICE;
  const set = useChoices((choices) => choices.set);
  const keys = useMemo(() => columnKeys(module, view, choice), [module, view, choice]);
  const widths = useMemo(() => widthsOf(view, choice), [view, choice]);
  const columns = useMemo(() => columnsOf(module, keys, widths), [module, keys, widths]);
  const sort = (search.sort ?? view?.sort) || undefined;
  const asked = useMemo(() => askedOf(module, search), [module, search]);
  const go = (change: Partial<ListSearch>, replace = false) => {
    // Whoever goes elsewhere in the list leaves the record that was open in it.
    const next = { ...search, ...change };
    const left = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== ""));
    void navigate({ to: "/records/$module", params: { module: module.key }, search: left as ListSearch, replace });
  };
  const isChanged = search.filter !== undefined || search.sort !== undefined || Object.keys(choice).length > 0;
  const pinned = pinnedOf(view, choice);
  const choose = (change: ColumnChoice) => set(choiceKey, { ...choice, ...change });
  const unchoose = () => set(choiceKey, NO_CHOICE);
  return { view, search, asked, sort, columns, keys, widths, pinned, isChanged, go, choose, unchoose };
}

const NO_CHOICE: ColumnChoice = {};
