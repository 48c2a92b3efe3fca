import { create } from "zustand";

interface Version {
  /** Goes over to the version that is waiting; null while there is none, or while it was put off. */
  update: (() => void) | null;
  set: (update: (() => void) | null) => void;
}

/** Is there a newer version of the app than the one that is seen? */
export const useVersion = create<Version>((set) => ({ update: null, set: (update) => set({ update }) }));
