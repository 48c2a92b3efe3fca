import type { Locale } from "../../api/types";
import { decimal } from "../../i18n/format";

const UNITS = ["B", "KB", "MB", "GB"];

/** Bytes as people say them: 1.4 MB. */
export function sizeText(bytes: number, locale: Locale): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || size >= 100 ? 0 : 1;
  return `${decimal(size.toFixed(digits), locale)} ${UNITS[unit]}`;
}
