import type { Field, Link } from "../api/types";
import type { ImportAs, ImportOfFile } from "../fields/kind";

export type Mode = "insert" | "update" | "upsert";
export type Encoding = "utf8" | "utf16_le" | "utf16_be" | "gb18030" | "big5" | "windows1252";
export type Delimiter = "comma" | "tab" | "semicolon" | "bar";

/** One column of the file and the field that it fills. */
export interface ColumnMap extends ImportAs {
  column: string;
  field: string;
}

/** How the file is read, where it is not as it looks. */
export interface Reading {
  sheet?: string | undefined;
  header_line?: number | undefined;
  encoding?: Encoding | undefined;
  delimiter?: Delimiter | undefined;
}

/** What an import is told. */
export interface ImportSpec extends ImportOfFile, Reading {
  mode: Mode;
  match_on?: string | undefined;
  columns: ColumnMap[];
}

/** What the file was found to be. */
export interface Table {
  format: "text" | "xlsx" | "xls";
  encoding: string | null;
  delimiter: string | null;
  sheets: { name: string; hidden: boolean; refusal: string | null }[];
  sheet: string;
  header_line: number;
  columns: string[];
  /** The first five rows. */
  sample: string[][];
}

export type ImportState = "proposed" | "waiting" | "running" | "cancelling" | "done" | "failed" | "cancelled";

export interface Progress {
  rows: number;
  total: number;
  created: number;
  updated: number;
  skipped: number;
  failed: number;
}

/** A row that was refused, and why. */
export interface Refusal {
  line: number;
  reason: string;
  errors: { field: string; code: string; message: string }[];
}

/** What a person should look at though the row is imported. */
export interface Note {
  line: number;
  kind: string;
  field: string;
  value: string;
}

/** An import as it stands in a list. */
export interface ImportEntry {
  id: string;
  module: string;
  file: { name: string; size: number };
  state: ImportState;
  dry_run: boolean;
  job: string | null;
  progress: Progress;
  notes_total: number;
  targets_created: number;
  error: { code?: string; message?: string } | null;
  person: Link | null;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
}

export interface Import extends ImportEntry {
  table: Table;
  proposal: { unmapped: string[]; missing: string[] };
  spec: ImportSpec;
  faults: Refusal[];
  notes: Note[];
}

/** A field that a column can fill: a whole one, a part of an address, or the currency of an amount. */
export interface Place {
  key: string;
  field: Field;
  part: string | null;
}
