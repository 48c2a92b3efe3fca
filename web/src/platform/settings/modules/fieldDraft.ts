import type { Body } from "../../api/doors";
import type { Field, FieldType, Labels } from "../../api/types";
import { draftsOf, type OptionDraft, optionsWire } from "./options";

export type Period = "none" | "year" | "month" | "day";

/** A field as it is edited. */
export interface FieldDraft {
  key: string;
  type: FieldType;
  labels: Labels;
  help: Labels;
  required: boolean;
  unique: boolean;
  sortable: boolean;
  search: boolean;
  options: OptionDraft[];
  target: string | undefined;
  related: Labels;
  scale: number | undefined;
  min: string | undefined;
  max: string | undefined;
  max_length: number | undefined;
  pattern: string;
  period: Period;
  section: string | undefined;
}

export type Setting =
  | "required"
  | "unique"
  | "sortable"
  | "search"
  | "options"
  | "target"
  | "related"
  | "scale"
  | "bounds"
  | "max_length"
  | "number";

/** What can be said of a field of each type. */
const SETTINGS: Record<FieldType, Setting[]> = {
  text: ["required", "unique", "sortable", "search", "max_length"],
  long_text: ["required", "search", "max_length"],
  integer: ["required", "unique", "sortable", "bounds"],
  decimal: ["required", "unique", "sortable", "scale", "bounds"],
  money: ["required", "sortable", "scale", "bounds"],
  percent: ["required", "sortable", "scale", "bounds"],
  boolean: [],
  date: ["required", "sortable"],
  time: ["required", "sortable"],
  date_time: ["required", "sortable"],
  choice: ["required", "options"],
  multi_choice: ["required", "options"],
  lookup: ["required", "target", "related"],
  person: ["required"],
  department: ["required"],
  auto_number: ["search", "number"],
  phone: ["required", "unique", "search"],
  mail: ["required", "unique", "search"],
  url: ["required"],
  address: ["required"],
  region: ["required"],
  file: ["required"],
};

/** Digits after the point that a type allows. */
export const MOST_SCALE: Partial<Record<FieldType, number>> = { decimal: 8, money: 4, percent: 4 };
/** What is fixed once a field is made. */
const FIXED: Setting[] = ["scale", "target"];

export function has(type: FieldType, setting: Setting): boolean {
  return SETTINGS[type].includes(setting);
}

/** May this be changed of a field that is there? The system needs core fields as they are. */
export function canChange(field: Pick<Field, "core" | "type"> | null, type: FieldType, setting: Setting): boolean {
  if (!has(type, setting)) return false;
  if (field === null) return true;
  return setting === "options" || (!field.core && !FIXED.includes(setting));
}

export function newDraft(key: string): FieldDraft {
  return {
    key,
    type: "text",
    labels: {},
    help: {},
    required: false,
    unique: false,
    sortable: false,
    search: false,
    options: [],
    target: undefined,
    related: {},
    scale: undefined,
    min: undefined,
    max: undefined,
    max_length: undefined,
    pattern: "{yyyy}{mm}-{0000}",
    period: "month",
    section: undefined,
  };
}

export function draftOf(field: Field): FieldDraft {
  return {
    ...newDraft(field.key),
    type: field.type,
    labels: field.labels,
    help: field.help?.labels ?? {},
    required: field.required,
    unique: field.unique,
    sortable: field.sortable,
    search: field.searchable ?? false,
    options: draftsOf(field.options),
    target: field.target,
    scale: field.scale,
    min: field.min,
    max: field.max,
    max_length: field.max_length,
    ...(field.number ?? {}),
  };
}

const named = (labels: Labels): Labels =>
  Object.fromEntries(Object.entries(labels).filter(([, text]) => text.trim() !== ""));
const orNull = (labels: Labels): Labels | null => (Object.keys(named(labels)).length > 0 ? named(labels) : null);

/** Every setting as the server takes it, those of other types left out. */
function whole(draft: FieldDraft): Record<string, unknown> {
  const { type } = draft;
  const wire: Record<string, unknown> = { label: named(draft.labels), help: orNull(draft.help) };
  for (const setting of SETTINGS[type]) {
    if (setting === "options") wire.options = optionsWire(draft.options);
    else if (setting === "related") wire.related = orNull(draft.related);
    else if (setting === "number") wire.number = { pattern: draft.pattern, period: draft.period };
    else if (setting === "bounds") Object.assign(wire, { min: draft.min || null, max: draft.max || null });
    else wire[setting] = draft[setting] ?? null;
  }
  return wire;
}

/** A new field as the server takes it: what says nothing is left out. */
export function createWire(draft: FieldDraft): Body<"POST", `modules/${string}/fields`> {
  const said = Object.entries(whole(draft)).filter(([, value]) => value !== null && value !== false);
  const section = draft.section === undefined ? {} : { section: draft.section };
  return { label: named(draft.labels), ...Object.fromEntries(said), ...section, key: draft.key, type: draft.type };
}

/** What differs from the field as it was. */
export function updateWire(before: FieldDraft, draft: FieldDraft): Record<string, unknown> {
  const old = whole(before);
  const now = Object.entries(whole(draft));
  return Object.fromEntries(now.filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(old[key])));
}
