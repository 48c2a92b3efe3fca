import { useSyncExternalStore } from "react";

const narrow = window.matchMedia("(max-width: 768px)");

/** Is the window as narrow as a phone's? */
export function useIsPhone(): boolean {
  return useSyncExternalStore(
    (changed) => {
      narrow.addEventListener("change", changed);
      return () => narrow.removeEventListener("change", changed);
    },
    () => narrow.matches,
  );
}
