import { clock, dayOf } from "../../platform/i18n/format";

/** The day that is `by` days later, both `2026-11-28`. */
export function daysLater(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
}

/** The Monday of the week. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return daysLater(day, -((weekday + 6) % 7));
}

/** The first day of the month, `by` months later. */
export function firstOfMonth(day: string, by = 0): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 10);
}

export function lastOfMonth(day: string): string {
  return daysLater(firstOfMonth(day, 1), -1);
}

/** The month before, up to the same day of the month, so that like is compared with like. */
export function lastMonthSoFar(day: string): [string, string] {
  const first = firstOfMonth(day, -1);
  const end = daysLater(first, Number(day.slice(8)) - 1);
  const isLonger = end > lastOfMonth(first);
  return [first, isLonger ? lastOfMonth(first) : end];
}

/** The week before, up to the same day of the week. */
export function lastWeekSoFar(day: string): [string, string] {
  return [daysLater(mondayOf(day), -7), daysLater(day, -7)];
}

const MINUTE = 60_000;

/** The moment at which a day begins in the organisation's time zone. */
export function startOf(day: string): string {
  // Every zone is within 14 hours of UTC; the boundary between two days is found by halving.
  const midnight = Date.parse(`${day}T00:00:00Z`) / MINUTE;
  let [before, after] = [midnight - 15 * 60, midnight + 13 * 60];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayOf(new Date(middle * MINUTE).toISOString()) < day) before = middle;
    else after = middle;
  }
  return new Date(after * MINUTE).toISOString();
}

/** The end of the working day, as a moment. */
export function eveningOf(day: string): string {
  return new Date(Date.parse(startOf(day)) + 18 * 60 * MINUTE).toISOString();
}

/** From the start of one day to the end of another, as moments. */
export function span([from, to]: [string, string]): [string, string] {
  return [startOf(from), new Date(Date.parse(startOf(daysLater(to, 1))) - 1).toISOString()];
}

export type PartOfDay = "night" | "morning" | "noon" | "afternoon" | "evening";

/** The part of the day in the organisation's time zone. */
export function partOfDay(now = new Date()): PartOfDay {
  const hour = Number(clock(now.toISOString(), "en").slice(0, 2));
  if (hour < 5) return "night";
  if (hour < 12) return "morning";
  if (hour < 14) return "noon";
  return hour < 18 ? "afternoon" : "evening";
}
