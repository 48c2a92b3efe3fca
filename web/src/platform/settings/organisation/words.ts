import { catalog } from "../../i18n";
import { en } from "./i18n.en";
import { zh } from "./i18n.zh";

export const useWords = catalog({ zh, en });
