import type { Field, FieldType } from "../../api/types";

/** What is said of a field with a tick. */
export const FLAGS = ["required", "unique", "sortable", "indexed", "search", "name_like", "dated"] as const;
export type Flag = (typeof FLAGS)[number];

export type Setting =
  | Flag
  | "default"
  | "aliases"
  | "options"
  | "target"
  | "related"
  | "scale"
  | "bounds"
  | "max_length"
  | "format"
  | "number";

/** What can be said of a field of each type; the server refuses everything else, and has an index for every link. */
const SETTINGS: Record<FieldType, Setting[]> = {
  text: [
    "required",
    "unique",
    "sortable",
    "indexed",
    "search",
    "name_like",
    "dated",
    "max_length",
    "format",
    "default",
  ],
  long_text: ["required", "search", "dated", "max_length", "default"],
  integer: ["required", "unique", "sortable", "indexed", "dated", "bounds", "default"],
  decimal: ["required", "unique", "sortable", "indexed", "dated", "scale", "bounds", "default"],
  money: ["required", "sortable", "indexed", "dated", "scale", "bounds", "default"],
  percent: ["required", "sortable", "indexed", "dated", "scale", "bounds", "default"],
  boolean: ["required", "sortable", "indexed", "dated", "default"],
  date: ["required", "unique", "sortable", "indexed", "dated", "default"],
  time: ["required", "sortable", "indexed", "dated", "default"],
  date_time: ["required", "sortable", "indexed", "dated", "default"],
  choice: ["required", "sortable", "indexed", "dated", "options", "default"],
  multi_choice: ["required", "dated", "options", "default"],
  lookup: ["required", "dated", "target", "related", "default"],
  person: ["required", "dated", "related", "default"],
  department: ["required", "dated", "related", "default"],
  auto_number: ["sortable", "search", "number"],
  phone: ["required", "unique", "sortable", "indexed", "search", "dated", "default"],
  mail: ["required", "unique", "sortable", "indexed", "search", "dated", "default"],
  url: ["required", "unique", "sortable", "indexed", "search", "dated", "default"],
  address: ["required", "search", "default"],
  region: ["required", "sortable", "indexed", "search", "dated", "default"],
  file: ["required"],
};

/** Nothing in a file of an import fills these. */
const NOT_IMPORTED: FieldType[] = ["auto_number", "file"];

/** Digits after the point that a type allows, and has when nothing is said. */
export const MOST_SCALE: Partial<Record<FieldType, number>> = { decimal: 8, money: 4, percent: 4 };
export const USUAL_SCALE = 2;
/** Characters that a type allows, and has when nothing is said. */
export const MOST_LENGTH: Partial<Record<FieldType, number>> = { text: 4_000, long_text: 100_000 };
export const USUAL_LENGTH: Partial<Record<FieldType, number>> = { text: 255, long_text: 100_000 };
/** A further check of a text. */
export const FORMATS = ["credit_code", "company_key"] as const;

/** What is fixed once a field is made. */
const FIXED: Setting[] = ["scale", "target", "format", "dated"];

export function settingsOf(type: FieldType): Setting[] {
  return NOT_IMPORTED.includes(type) ? SETTINGS[type] : [...SETTINGS[type], "aliases"];
}

export function has(type: FieldType, setting: Setting): boolean {
  return settingsOf(type).includes(setting);
}

/** May this be changed of a field that is there? The system needs core fields as they are. */
export function canChange(field: Pick<Field, "core"> | null, type: FieldType, setting: Setting): boolean {
  if (!has(type, setting)) return false;
  if (field === null) return true;
  return setting === "options" || (!field.core && !FIXED.includes(setting));
}
