import type { Labels, Locale } from "../../api/types";
import { useLocale } from "../../i18n";

/** Labels as the server takes them: without the language in which nothing was said. */
export function labelsOf(labels: Labels): Labels {
  const said = Object.entries(labels).map(([locale, text]) => [locale, text.trim()]);
  return Object.fromEntries(said.filter(([, text]) => text !== ""));
}

export function isNamed(labels: Labels): boolean {
  return Object.keys(labelsOf(labels)).length > 0;
}

/** What something is called in a language, else in the other one, else what it is called without a name. */
export function nameIn(labels: Labels, locale: Locale, nameless: string): string {
  const said = labelsOf(labels);
  return said[locale] ?? Object.values(said)[0] ?? nameless;
}

/** The same in the language of the person. */
export function useNameOf(): (labels: Labels, nameless: string) => string {
  const locale = useLocale();
  return (labels, nameless) => nameIn(labels, locale, nameless);
}
