import { useMemo } from "react";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import type { Module, View } from "../api/types";
import { type Column, type ColumnChoice, columnKeys, columnsOf, isChosen, pinnedOf, widthsOf } from "../grid/columns";

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

const NO_CHOICE: ColumnChoice = {};

export interface ListColumns {
  columns: Column[];
  keys: string[];
  widths: Record<string, number>;
  /** How many of the first columns stay while the others move sideways. */
  pinned: number;
  /** They are not as the view says. */
  isChosen: boolean;
  /** Changes the columns of this window; the view itself is as it was until it is saved. */
  choose: (change: ColumnChoice) => void;
  /** The columns are as the view says. */
  unchoose: () => void;
}

/** The columns of a list: what its view says, and what a person chose on top of it. */
export function useColumns(module: Module, view: View | undefined): ListColumns {
  const place = `${module.key}/${view?.id ?? view?.key ?? ""}`;
  const choice = useChoices((choices) => choices.of[place]) ?? NO_CHOICE;
  const set = useChoices((choices) => choices.set);
  const keys = useMemo(() => columnKeys(module, view, choice), [module, view, choice]);
  const widths = useMemo(() => widthsOf(view, choice), [view, choice]);
  const columns = useMemo(() => columnsOf(module, keys, widths), [module, keys, widths]);
  return {
    columns,
    keys,
    widths,
    pinned: pinnedOf(view, choice),
    isChosen: isChosen(module, view, choice),
    choose: (change) => set(place, { ...choice, ...change }),
    unchoose: () => set(place, NO_CHOICE),
  };
}
