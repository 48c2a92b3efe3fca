import type { Answer } from "../api/doors";
import type { Field } from "../api/types";

/** An import in full. */
export type Import = Answer<"GET", `imports/${string}`>;
/** An import as it stands in a list. */
export type ImportEntry = Answer<"GET", "imports">["entries"][number];
/** What an import is told; in the wizard its mode and its columns are always said. */
export type ImportSpec = Import["spec"] & { mode: Mode; columns: ColumnMap[] };
/** One column of the file and the field that it fills. */
export type ColumnMap = NonNullable<Import["spec"]["columns"]>[number];
/** How the file is read, where it is not as it looks. */
export type Reading = Pick<Import["spec"], "sheet" | "header_line" | "encoding" | "delimiter">;
export type Mode = NonNullable<Import["spec"]["mode"]>;
export type Encoding = NonNullable<Reading["encoding"]>;
export type Delimiter = NonNullable<Reading["delimiter"]>;
/** What the file was found to be; the sample has its first five rows. */
export type Table = Import["table"];
export type ImportState = Import["state"];
export type Progress = Import["progress"];
/** What a person should look at though the row is imported. */
export type Note = Import["notes"][number];

/** A field that a column can fill: a whole one, a part of an address, or the currency of an amount. */
export interface Place {
  key: string;
  field: Field;
  part: string | null;
}
