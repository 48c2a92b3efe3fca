import type { Locale } from "../../platform/api/types";
import { percent } from "../../platform/i18n/format";

/** How a figure moved, in percent with its sign; null when there is nothing to compare it with. */
export function changeOf(now: number, before: number, locale: Locale): { text: string; isUp: boolean } | null {
  if (before <= 0) return null;
  const change = ((now - before) / before) * 100;
  const sign = change < 0 ? "−" : "+";
  return { text: sign + percent(Math.abs(change).toFixed(1), locale), isUp: change >= 0 };
}
