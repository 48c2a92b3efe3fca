import type { Answer, Schema } from "./doors";

/** What the server says, under short names. All of it comes from the description of the API. */

export type Locale = "zh" | "en";
export type Labels = Schema["Label"];
export type Scope = Schema["Rights"]["read"][number];
/** What the caller may do in a module. A list holds the scopes of that right; an empty one means never. */
export type Rights = Schema["Rights"];
export type ModuleSummary = Schema["ModuleHead"];
export type Module = Schema["Module"];
export type Field = Schema["Field"];
export type FieldType = Field["type"];
export type Option = Schema["Option"];
export type Section = Schema["Section"];
export type Related = Schema["Related"];
export type View = Schema["View"];
/** Whom a share names. */
export type Subject = NonNullable<View["shared_with"]>[number];
export type Filter = Schema["Filter"];
export type Leaf = Extract<Filter, { field: string }>;
export type Operator = Leaf["op"];
export type Link = Schema["Link"];
/** A record as the caller may see it; its fields stand beside these. */
export type RecordRow = Schema["any.Record"];
export type RecordPage = Schema["any.Page"];
export type Total = Schema["Total"];
export type Me = Answer<"GET", "session">;
export type App = Schema["App"];
export type TimelineEntry = Schema["TimelineEntry"];
export type HistoryEntry = Schema["HistoryEntry"];
export type Change = HistoryEntry["changes"][number];
export type FieldFault = Schema["Fault"];

/** A page of what hangs on something, newest first. */
export interface Entries<T> {
  entries: T[];
  next_cursor: string | null;
}

export interface Tag {
  tag: string;
  label: string;
}
