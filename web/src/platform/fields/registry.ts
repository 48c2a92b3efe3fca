import type { Field, FieldType, Locale, Module } from "../api/types";
import { boolean } from "./boolean";
import { choice, multiChoice } from "./choice";
import { mail, phone, url } from "./contact";
import { date, dateTime, time } from "./dates";
import { type FieldKind, isEmpty } from "./kind";
import { department, lookup, person } from "./links";
import { longText } from "./longText";
import { decimalNumber, integer, money, percent } from "./numbers";
import { autoNumber, file } from "./others";
import { address, region } from "./places";
import { text } from "./text";

/** Every type of field. */
const kinds = {
  text,
  long_text: longText,
  integer,
  decimal: decimalNumber,
  money,
  percent,
  boolean,
  date,
  time,
  date_time: dateTime,
  choice,
  multi_choice: multiChoice,
  lookup,
  person,
  department,
  auto_number: autoNumber,
  phone,
  mail,
  url,
  address,
  region,
  file,
} satisfies Record<FieldType, FieldKind>;

export function kindOf(field: Pick<Field, "type">): FieldKind {
  // A type that a newer server knows and this page does not is shown as text.
  return (kinds as Record<string, FieldKind>)[field.type] ?? text;
}

export function textOf(field: Field, value: unknown, locale: Locale): string {
  return isEmpty(value) ? "" : kindOf(field).text(value, field, locale);
}

/** Can a person type this field in at all? */
export function isEditable(field: Field): boolean {
  return field.writable && field.access === "write" && kindOf(field).Edit !== undefined;
}

/** A draft as the server takes it: only what is named. An amount keeps the currency that it has in `record`. */
export function wireOf(
  module: Module,
  draft: Record<string, unknown>,
  record: Record<string, unknown> = {},
): Record<string, unknown> {
  const known = new Map(module.fields.map((field) => [field.key, field]));
  const whole = { ...record, ...draft };
  const entries = Object.entries(draft).flatMap(([key, value]) => {
    const field = known.get(key);
    if (!field) return [];
    const { toWire } = kindOf(field);
    return [[key, toWire ? toWire(value, field, whole) : isEmpty(value) ? null : value]];
  });
  return Object.fromEntries(entries);
}
