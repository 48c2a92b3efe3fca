import { useEffect, useMemo, useSyncExternalStore } from "react";
import { create } from "zustand";
import { useMe } from "../records/useModule";
import { box, watchBox } from "./box";
import { type Entry, isWaiting, ofPerson } from "./queue";

/** Is something on its way now? */
export const useSending = create<{ isSending: boolean }>(() => ({ isSending: false }));

interface Panel {
  isOpen: boolean;
  /** What the person wants to do though not everything has been sent: sign out. */
  leave: (() => void) | null;
  open: (leave?: () => void) => void;
  close: () => void;
}

/** The drawer of the queue stands in the shell, so that any page can open it. */
export const useQueuePanel = create<Panel>((set) => ({
  isOpen: false,
  leave: null,
  open: (leave) => set({ isOpen: true, leave: leave ?? null }),
  close: () => set({ isOpen: false, leave: null }),
}));

/** What the person who is signed in wrote and the server does not have yet. */
export function useQueue(): { entries: Entry[]; waiting: number; refused: number } {
  const { id } = useMe().person;
  const all = useSyncExternalStore(watchBox, box.entries);
  return useMemo(() => {
    const entries = ofPerson(all, id);
    const waiting = entries.filter((entry) => isWaiting(entry, Date.now())).length;
    return { entries, waiting, refused: entries.length - waiting };
  }, [all, id]);
}

/** Sends what waits, from when the shell is there. */
export function useSync(): void {
  const { waiting } = useQueue();
  const isLeft = waiting > 0;
  useEffect(() => {
    if (isLeft) void import("./sync").then(({ keepSending }) => keepSending());
  }, [isLeft]);
}
