import { create } from "zustand";

/** Whether the palette of search and commands is open. */
export const usePalette = create<{ isOpen: boolean; open: () => void; close: () => void }>((set) => ({
  isOpen: false,
  open: () => set({ isOpen: true }),
  close: () => set({ isOpen: false }),
}));
