import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import { isSame } from "./spec";
import type { Import, ImportSpec } from "./types";

interface Drafts {
  of: Record<string, ImportSpec>;
  /** Imports that were told something else after their last run. */
  untried: Record<string, true>;
  set: (id: string, spec: ImportSpec | null) => void;
  setUntried: (id: string, isUntried: boolean) => void;
}

function without<T>(of: Record<string, T>, id: string): Record<string, T> {
  const { [id]: _, ...others } = of;
  return others;
}

/** Mappings that are not sent yet, kept while the window is open: the server takes them only when nothing is wrong. */
const useDrafts = create<Drafts>()(
  persist(
    (set) => ({
      of: {},
      untried: {},
      set: (id, spec) => set(({ of }) => ({ of: spec === null ? without(of, id) : { ...of, [id]: spec } })),
      setUntried: (id, isUntried) =>
        set(({ untried }) => ({ untried: isUntried ? { ...untried, [id]: true } : without(untried, id) })),
    }),
    {
      name: "heyi.imports",
      storage: createJSONStorage(() => sessionStorage),
      partialize: ({ of, untried }) => ({ of, untried }),
    },
  ),
);

/** The mapping as the person has it now, whether the server has another, and whether a run has tried it. */
export function useDraft(of: Import) {
  const draft = useDrafts((drafts) => drafts.of[of.id]);
  const isUntried = useDrafts((drafts) => drafts.untried[of.id] === true);
  const set = useDrafts((drafts) => drafts.set);
  const setUntried = useDrafts((drafts) => drafts.setUntried);
  const spec = draft ?? of.spec;
  return {
    spec,
    isUntried: isUntried || (draft !== undefined && !isSame(draft, of.spec)),
    change: (next: ImportSpec) => set(of.id, next),
    /** The server has it, and no run has tried it. */
    sent: () => setUntried(of.id, true),
    /** A run was started with it. */
    forget: () => {
      set(of.id, null);
      setUntried(of.id, false);
    },
  };
}

export type Draft = ReturnType<typeof useDraft>;
