import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import { isSame } from "./spec";
import type { Import, ImportSpec } from "./types";

interface Drafts {
  of: Record<string, ImportSpec>;
  set: (id: string, spec: ImportSpec | null) => void;
}

/** Mappings that are not sent yet, kept while the window is open: the server takes them only when nothing is wrong. */
const useDrafts = create<Drafts>()(
  persist(
    (set) => ({
      of: {},
      set: (id, spec) =>
        set(({ of: { [id]: _, ...others } }) => ({ of: spec === null ? others : { ...others, [id]: spec } })),
    }),
    { name: "heyi.imports", storage: createJSONStorage(() => sessionStorage), partialize: ({ of }) => ({ of }) },
  ),
);

/** The mapping as the person has it now, and whether the server has another. */
export function useDraft(of: Import) {
  const draft = useDrafts((drafts) => drafts.of[of.id]);
  const set = useDrafts((drafts) => drafts.set);
  const spec = draft ?? of.spec;
  return {
    spec,
    isChanged: draft !== undefined && !isSame(draft, of.spec),
    change: (next: ImportSpec) => set(of.id, next),
    forget: () => set(of.id, null),
  };
}

export type Draft = ReturnType<typeof useDraft>;
