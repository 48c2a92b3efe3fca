import type { Link, Module } from "../api/types";
import { today } from "../i18n/format";

/** What a new record most likely holds: its maker owns it, and what has to have a time is of now. */
export function usual(module: Module, person: Link, now = new Date()): Record<string, unknown> {
  const start: Record<string, unknown> = {};
  for (const field of module.fields) {
    if (!field.writable) continue;
    if (field.key === "owner" && module.owned) start.owner = person;
    else if (field.required && field.type === "date_time") start[field.key] = now.toISOString();
    else if (field.required && field.type === "date") start[field.key] = today(now);
  }
  return start;
}
