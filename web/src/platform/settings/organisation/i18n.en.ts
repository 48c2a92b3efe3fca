import type { zh } from "./i18n.zh";

export const en: typeof zh = {
  basics: "Basics",
  name: "Name of the organisation",
  zone: "Time zone",
  zoneHint: "All dates, and what “today” and “this month” mean, follow it.",
  currency: "Currency",
  currencyHint: "It cannot change once there are amounts.",
  region: "Region",
  regionHint: "Phone numbers without a country code belong to it.",
  security: "Signing in",
  days: "Signed in for",
  daysHint: "After that people sign in again.",
  idle: "Idle for",
  idleHint: "Who does nothing for so long signs in again.",
  dayUnit: "days",
  hourUnit: "hours",
  saved: "The organisation was saved",
};
