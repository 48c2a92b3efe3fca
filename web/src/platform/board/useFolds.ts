import { create } from "zustand";
import { persist } from "zustand/middleware";

interface Folds {
  /** What a person folded or unfolded, by board and column; all others are as they are at first. */
  of: Record<string, boolean>;
  /** The set of columns that was chosen last, by board. */
  sets: Record<string, string>;
  fold: (board: string, column: string, isFolded: boolean) => void;
  choose: (board: string, set: string) => void;
}

/** How a person keeps the boards in this browser. */
export const useFolds = create<Folds>()(
  persist(
    (set) => ({
      of: {},
      sets: {},
      fold: (board, column, isFolded) => set(({ of }) => ({ of: { ...of, [`${board}/${column}`]: isFolded } })),
      choose: (board, chosen) => set(({ sets }) => ({ sets: { ...sets, [board]: chosen } })),
    }),
    { name: "heyi.boards", partialize: ({ of, sets }) => ({ of, sets }) },
  ),
);
