import type { RecordRow } from "../../platform/api/types";
import { dayOf, daysBetween } from "../../platform/i18n/format";
import { type Concern, LONG } from "./rows";

export interface Reason {
  kind: Concern;
  days: number;
}

/** Why a deal needs a look, the worst first. The same rules as those by which it was found. */
export function reasonsOf(deal: RecordRow, today: string): Reason[] {
  const reasons: Reason[] = [];
  const late = typeof deal.expected_close_on === "string" ? daysBetween(deal.expected_close_on, today) : 0;
  if (late > 0) reasons.push({ kind: "overdue", days: late });
  const stood = typeof deal.stage_changed_at === "string" ? daysBetween(dayOf(deal.stage_changed_at), today) : 0;
  if (stood >= LONG) reasons.push({ kind: "stuck", days: stood });
  if (deal.next_step === null || deal.next_step === "") reasons.push({ kind: "noStep", days: 0 });
  return reasons;
}
