import { create } from "zustand";
import { api, Problem } from "../api/http";

interface Reach {
  /** Did the server answer when it was asked last? */
  isReached: boolean;
  set: (isReached: boolean) => void;
}

export const useReach = create<Reach>((set) => ({ isReached: true, set: (isReached) => set({ isReached }) }));

const FIRST_MS = 3_000;
const LONGEST_MS = 30_000;

/** Looks whether the server is there again, while it is not, and calls when it is. */
export function watchReach(onBack: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_MS;
  const look = async () => {
    clearTimeout(timer);
    if (useReach.getState().isReached) return;
    try {
      // Anybody may ask this.
      await api("GET", "setup");
    } catch (error) {
      if (error instanceof Problem) return;
      wait = Math.min(wait * 2, LONGEST_MS);
      timer = setTimeout(look, wait);
    }
  };
  useReach.subscribe(({ isReached }, before) => {
    if (isReached === before.isReached) return;
    clearTimeout(timer);
    wait = FIRST_MS;
    if (isReached) onBack();
    else timer = setTimeout(look, wait);
  });
  window.addEventListener("offline", () => useReach.getState().set(false));
  window.addEventListener("online", () => void look());
}
