/** What of a run is worth telling whoever hears the page: that it began, a quarter that is done, that it ended. */
export type News = "begun" | "ended" | number;

/** Where a run stands. */
export interface Stand {
  isRunning: boolean;
  percent: number;
}

/** What is new since a run was looked at last; null when there is nothing to tell. */
export function newsOf(before: Stand | null, now: Stand): News | null {
  if (!now.isRunning) return before?.isRunning ? "ended" : null;
  if (!before?.isRunning) return "begun";
  const quarters = Math.floor(now.percent / 25);
  return quarters > Math.floor(before.percent / 25) && quarters < 4 ? quarters * 25 : null;
}
