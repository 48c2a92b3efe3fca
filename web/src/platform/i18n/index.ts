import type { Labels, Locale } from "../api/types";
import { usePrefs } from "../app/prefs";
import { en } from "./en";
import { type Messages, zh } from "./zh";

const catalogs: Record<Locale, Messages> = { zh, en };

export function useLocale(): Locale {
  return usePrefs((prefs) => prefs.locale);
}

/** The words of the platform in the language of the person. */
export function useText(): Messages {
  return catalogs[useLocale()];
}

/** The same outside of components, for what is said after a request. */
export function textNow(): Messages {
  return catalogs[usePrefs.getState().locale];
}

/** A hook for the catalog of an app: `const useWords = catalog({ zh, en })`. */
export function catalog<T>(of: Record<Locale, T>): () => T {
  return () => of[useLocale()];
}

interface Labelled {
  label: string | null;
  labels: Labels | null;
}

/** What a module, field, option or view is called in this language. */
export function labelOf(it: Labelled, locale: Locale): string {
  return it.labels?.[locale] ?? it.label ?? "";
}

/** What many records of a module are called in this language. */
export function pluralOf(module: { plurals: Labels }, locale: Locale): string {
  return module.plurals[locale] ?? Object.values(module.plurals)[0] ?? "";
}

export function usePlural(): (module: { plurals: Labels }) => string {
  const locale = useLocale();
  return (module) => pluralOf(module, locale);
}

export function useLabel(): (it: Labelled) => string {
  const locale = useLocale();
  return (it) => labelOf(it, locale);
}
