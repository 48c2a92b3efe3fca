import type { ComponentType } from "react";
import type { Field, Link, Locale, Operator, RecordRow } from "../api/types";

export interface ViewProps {
  field: Field;
  value: unknown;
  record: RecordRow;
}

export interface EditProps {
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
  /** Of the control that the label names. */
  id?: string | undefined;
  /** Inside a cell: it opens at once, and what is chosen from a list is the whole edit. */
  inCell?: boolean;
  /** The edit is complete. */
  onDone?: (() => void) | undefined;
  /** The record that is edited, as far as it is filled in. */
  record?: Partial<RecordRow> | undefined;
  invalid?: boolean | undefined;
}

export interface FilterProps {
  field: Field;
  op: Operator;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** What an import is told of one column of a file, beside its field. */
export interface ImportAs {
  /** Values of the file and what they mean. */
  values?: Record<string, string> | undefined;
  /** By which field of the linked module a cell names its record; by name without it. */
  lookup_by?: string | undefined;
  create_missing?: boolean | undefined;
  /** What the field does not take is left out instead of refusing the row. */
  optional?: boolean | undefined;
}

/** What an import is told of all columns of a file. */
export interface ImportOfFile {
  /** How `03-07-2021` is read. */
  dates?: "day_month" | "month_day" | undefined;
  /** The country of phone numbers without a country code. */
  phone_region?: string | undefined;
}

/** A value of a file that the field does not know, and how many rows have it, where they were counted. */
export interface UnknownValue {
  value: string;
  count: number | null;
}

export interface ImportProps {
  field: Field;
  as: ImportAs;
  onChange: (change: ImportAs) => void;
  file: ImportOfFile;
  onFile: (change: ImportOfFile) => void;
  /** Values of the column among the first rows of the file. */
  seen: string[];
  /** Values that the last run did not know. */
  unknown: UnknownValue[];
  /** A run has told all of them. */
  isTried: boolean;
}

/** How a field of one type is shown, edited, filtered by and written. A new type is one file and one line in `registry.ts`. */
export interface FieldKind {
  View: ComponentType<ViewProps>;
  /** Missing where nothing is typed in: numbers that the system draws, files. */
  Edit?: ComponentType<EditProps>;
  /** The value of a condition; `empty` and the like need none. */
  Filter?: ComponentType<FilterProps>;
  /** Operators that are not offered: nobody means them with such a value. */
  unmeant?: readonly Operator[];
  /** How a column of a file becomes the field, where there is anything to say. */
  Import?: ComponentType<ImportProps>;
  /** The value as words: in chips, titles and what is read aloud. */
  text: (value: unknown, field: Field, locale: Locale) => string;
  /** The value as the server takes it. */
  toWire?: (value: unknown, field: Field, record?: Partial<RecordRow>) => unknown;
  /** Pixels of its column at first. */
  width: number;
  /** Digits stand under digits. */
  isNumber?: boolean;
  /** Too long or too wide for a cell of a list. */
  notInCells?: boolean;
}

/** Nothing was filled in. */
export function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

/** The record that a value links to; null when it is no link. */
export function linkOf(value: unknown): Link | null {
  return value !== null && typeof value === "object" && "id" in value ? (value as Link) : null;
}
