import { create } from "zustand";
import { persist } from "zustand/middleware";
import type { Locale } from "../api/types";

export type Theme = "light" | "dark" | "system";
export type Density = "compact" | "normal" | "roomy";

interface Prefs {
  locale: Locale;
  theme: Theme;
  density: Density;
  set: (change: Partial<Pick<Prefs, "locale" | "theme" | "density">>) => void;
}

/** What a person chose for this browser. `boot.js` reads it before the first paint. */
export const usePrefs = create<Prefs>()(
  persist(
    (set) => ({
      locale: navigator.language.startsWith("zh") ? "zh" : "en",
      theme: "system",
      density: "normal",
      set: (change) => set(change),
    }),
    { name: "heyi.prefs", partialize: ({ locale, theme, density }) => ({ locale, theme, density }) },
  ),
);
