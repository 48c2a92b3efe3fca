import type { Field, Module, RecordRow } from "../api/types";
import { isEmpty } from "../fields/kind";
import { dayOf, daysBetween } from "../i18n/format";
import { type BoardColumn, LONG, summedFields } from "./columns";

/** The fields that a card shows, each at its place. */
export interface CardFields {
  link: Field | undefined;
  amount: Field | undefined;
  choice: Field | undefined;
  text: Field | undefined;
  date: Field | undefined;
  owner: Field | undefined;
  /** When the card came into its column. */
  since: Field | undefined;
}

/** What a card shows follows the columns of the view; what they leave out is what is summed, planned and next. */
export function cardFields(module: Module, columns: Field[], board: Field): CardFields {
  const rest = columns.filter((field) => field.key !== board.key && field.key !== module.name_field);
  const first = (fits: (field: Field) => boolean) => rest.find((field) => field.access !== "masked" && fits(field));
  const readable = module.fields.filter((field) => field.access !== "masked" && !field.system);
  const texts = readable.filter((field) => field.type === "text" && isStep(field));
  const plans = readable.filter((field) => field.type === "date" && isPlan(field));
  return {
    link: first((field) => field.type === "lookup"),
    amount: first((field) => field.type === "money") ?? summedFields(module)[0],
    choice: first((field) => field.type === "choice"),
    text: first((field) => field.type === "text" && !field.system) ?? texts[0],
    date: first((field) => isDate(field) && isPlan(field)) ?? first((field) => field.type === "date") ?? plans[0],
    owner: module.owned ? module.fields.find((field) => field.key === "owner") : undefined,
    since: module.fields.find(
      (field) => field.type === "date_time" && !field.writable && field.key.endsWith("_changed_at"),
    ),
  };
}

function isDate(field: Field): boolean {
  return field.type === "date" || field.type === "date_time";
}

/** Says the field what is to be done next? Without it a card asks for it. */
export function isStep(field: Field): boolean {
  return field.key.startsWith("next_");
}

/** Is the date one that can be missed? */
export function isPlan(field: Field): boolean {
  return /^(expected|next|due|planned)_/.test(field.key);
}

/** The day of a date or of a moment. */
export function dayIn(record: RecordRow, field: Field): string | null {
  const value = record[field.key];
  if (isEmpty(value)) return null;
  return field.type === "date_time" ? dayOf(String(value)) : String(value);
}

export function isOverdue(record: RecordRow, field: Field, column: BoardColumn, today: string): boolean {
  const day = dayIn(record, field);
  return day !== null && !column.isClosed && isPlan(field) && day < today;
}

/** For how many days the card has been in its column, once that is long; null when it is not or nobody knows. */
export function daysIn(record: RecordRow, since: Field | undefined, column: BoardColumn, today: string): number | null {
  if (since === undefined || column.isClosed) return null;
  const day = dayIn(record, since);
  const days = day === null ? 0 : daysBetween(day, today);
  return days >= Math.min(LONG, column.staleAfter) ? days : null;
}
