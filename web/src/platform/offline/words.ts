import { usePrefs } from "../app/prefs";
import { catalog } from "../i18n";
import { en } from "./i18n.en";
import { zh } from "./i18n.zh";

export const useWords = catalog({ zh, en });

/** The same outside of components. */
export const wordsNow = () => (usePrefs.getState().locale === "zh" ? zh : en);
