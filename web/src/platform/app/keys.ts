import { useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { create } from "zustand";
import { useForms } from "../records/forms";
import { isTyping } from "../records/useKeys";
import { usePalette } from "./usePalette";

export const useSheet = create<{ isOpen: boolean; set: (isOpen: boolean) => void }>((set) => ({
  isOpen: false,
  set: (isOpen) => set({ isOpen }),
}));

/** Keys that work on every page, unless something is being typed. */
export function useShortcuts(): void {
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(() => {
    const module = /^\/records\/([^/]+)/.exec(path)?.[1];
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        usePalette.getState().open();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (useForms.getState().form !== null) return;
      if (event.key === "/") {
        event.preventDefault();
        document.getElementById("list-find")?.focus();
      } else if (event.key === "?") useSheet.getState().set(true);
      else if ((event.key === "c" || event.key === "C") && module) {
        event.preventDefault();
        useForms.getState().open({ module });
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [path]);
}
