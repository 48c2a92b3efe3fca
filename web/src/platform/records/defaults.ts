import type { Field, Link, Module } from "../api/types";
import { today } from "../i18n/format";

/** Types whose default is the value as the form has it. */
const PLAIN = ["boolean", "choice", "multi_choice", "text", "long_text", "integer", "decimal", "percent"];

/** Has the field a default that the form can show? The server fills in the others. */
function isPlain({ default: value, type }: Field): boolean {
  return value !== undefined && value !== null && PLAIN.includes(type);
}

/** What a new record most likely holds: the defaults of its fields, its maker owns it, and what has to have a time is of
 * now. */
export function usual(module: Module, person: Link, now = new Date()): Record<string, unknown> {
  const start: Record<string, unknown> = {};
  for (const field of module.fields) {
    if (!field.writable) continue;
    if (isPlain(field)) start[field.key] = field.default;
    else if (field.key === "owner" && module.owned) start.owner = person;
    else if (field.required && field.type === "date_time") start[field.key] = now.toISOString();
    else if (field.required && field.type === "date") start[field.key] = today(now);
  }
  return start;
}
