import type { FieldType } from "../fields/registry";

/** What the server says, as far as the web app reads it. Names are those of the contract. */

export type Locale = "zh" | "en";
export type Labels = Partial<Record<Locale, string>>;

export type Scope = "own" | "own_and_subordinates" | "department" | "department_and_below" | "all" | (string & {});

/** What the caller may do in a module. A list holds the scopes of that right; an empty one means never. */
export interface Rights {
  read: Scope[];
  create: boolean;
  update: Scope[];
  delete: Scope[];
  transfer: Scope[];
  export: boolean;
  import: boolean;
  bulk: boolean;
}

export interface ModuleSummary {
  key: string;
  label: string;
  labels: Labels;
  app: string;
  custom: boolean;
  /** Its records belong to a person. */
  owned: boolean;
  /** Its records are the organisation's people or departments. */
  directory: "person" | "department" | null;
  /** The link to the record above, in a module whose records are a tree. */
  tree: string | null;
  name_field: string;
  rights: Rights;
}

export type { FieldType } from "../fields/registry";

export interface Option {
  key: string;
  label: string;
  labels: Labels;
  color: string | null;
  retired: boolean;
}

export interface Field {
  key: string;
  type: FieldType;
  label: string;
  labels: Labels;
  help?: { label: string; labels: Labels };
  access: "masked" | "read" | "write";
  writable: boolean;
  /** The caller may have its masked value shown. */
  reveal: boolean;
  system: boolean;
  custom: boolean;
  core: boolean;
  required: boolean;
  unique: boolean;
  sortable: boolean;
  groupable: boolean;
  summable?: boolean;
  operators: Operator[];
  options?: Option[];
  /** The module that a link leads to. */
  target?: string;
  scale?: number;
  min?: string;
  max?: string;
  max_length?: number;
  /** What a new record has when nothing is said. */
  default?: unknown;
}

export interface Section {
  key: string;
  label: string | null;
  labels: Labels | null;
  fields: string[];
}

export interface Related {
  key: string;
  module: string;
  field: string;
  label: string;
  labels: Labels;
}

export interface View {
  key: string;
  /** Null for a view that is shipped. */
  id: string | null;
  kind: "system" | "shared" | "own" | (string & {});
  label: string;
  labels: Labels;
  filter: Filter | null;
  sort: string | null;
  columns: string[] | null;
  /** Widths of columns that are not as wide as usual, in pixels. */
  widths?: Record<string, number>;
  /** How many of the first columns stay while the others move sideways. */
  pinned?: number;
  editable: boolean;
  /** With whom an own view is shared. */
  shared_with?: Subject[];
  /** Who shared it with the caller. */
  owner?: Link;
}

/** Whom a share names. */
export interface Subject {
  kind: "person" | "department" | "group" | "role" | (string & {});
  id: string;
  name: string | null;
}

export interface Module extends ModuleSummary {
  fields: Field[];
  layout: Section[];
  views: View[];
  related: Related[];
}

export type Operator =
  | "eq"
  | "ne"
  | "lt"
  | "le"
  | "gt"
  | "ge"
  | "in"
  | "not_in"
  | "contains"
  | "starts_with"
  | "empty"
  | "not_empty"
  | "between"
  | "within"
  | "is_me"
  | "my_team"
  | "under_me"
  | "department_and_below";

export interface Leaf {
  field: string;
  op: Operator;
  value?: unknown;
}

export type Filter = Leaf | { all: Filter[] } | { any: Filter[] } | { not: Filter };

export interface Link {
  id: string | null;
  name: string | null;
  hidden?: boolean;
}

export interface Tag {
  tag: string;
  label: string;
}

/** A record as the caller may see it; its fields stand beside these. */
export interface RecordRow {
  id: string;
  name: string;
  version: number;
  masked: string[];
  [field: string]: unknown;
}

export interface Total {
  value: number;
  exact: boolean;
}

export interface RecordPage {
  records: RecordRow[];
  next_cursor: string | null;
  total: Total | null;
}

export interface Me {
  person: { id: string; name: string };
  person_module: string;
  session: string;
  locale: "zh-CN" | "en";
  roles: { key: string; label: string }[];
  admin: boolean;
  modules: ModuleSummary[];
}

export interface App {
  key: string;
  label: string;
  labels: Labels;
  base: boolean;
  on: boolean;
  modules: string[];
}

export interface TimelineEntry {
  id: string;
  at: string;
  kind: string;
  module: string;
  record: { id: string; name: string; fields: Record<string, unknown>; masked: string[] };
}

export interface Change {
  field: string;
  label: string;
  old?: unknown;
  new?: unknown;
  old_label?: string;
  new_label?: string;
  erased?: boolean;
}

export interface HistoryEntry {
  id: string;
  at: string;
  person: Link | null;
  kind: string;
  version: number;
  changes: Change[];
}

export interface Entries<T> {
  entries: T[];
  next_cursor: string | null;
}

export interface FieldFault {
  field: string;
  code: string;
  message: string;
}
