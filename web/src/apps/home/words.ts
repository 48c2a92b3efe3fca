import { usePrefs } from "../../platform/app/prefs";
import { catalog } from "../../platform/i18n";
import { en } from "./i18n.en";
import { type Words, zh } from "./i18n.zh";

const catalogs = { zh, en };

export const useWords = catalog(catalogs);

/** The same outside of components. */
export function wordsNow(): Words {
  return catalogs[usePrefs.getState().locale];
}
