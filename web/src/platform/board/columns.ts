import type { Group } from "../api/queries";
import type { Field, Locale, Module, RecordRow } from "../api/types";
import { colorOf } from "../fields/choice";
import { linkOf } from "../fields/kind";
import { isLeaf, partsOf } from "../filter/filter";
import { labelOf } from "../i18n";

/** A column of a board: an option of a choice, or a record that the cards link to. */
export interface BoardColumn {
  /** The key of the option or the id of the record; null for cards without a value. */
  key: string | null;
  label: string;
  color: string;
  /** What stands in it is finished. */
  isClosed: boolean;
  /** From how many days on a card has stood in it for too long. */
  staleAfter: number;
  /** Nothing new goes into it. It is shown as long as something is in it. */
  isRetired: boolean;
}

/** Days after which a card says how long it has been where it is. */
export const LONG = 14;

const HUES = ["#8a94a6", "#2e9be6", "#7a5af8", "#d98a00", "#0f9b8e", "#d6579b", "#2e7be6"];

const hueAt = (at: number) => HUES[at % HUES.length] ?? "#8a94a6";

/** What a value of the board's field is called among the columns. */
export function keyOf(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  return linkOf(value)?.id ?? (typeof value === "string" ? value : null);
}

/** The value of the board's field in this column. */
export function valueIn(field: Field, column: BoardColumn): unknown {
  if (column.key === null) return null;
  return field.type === "lookup" ? { id: column.key, name: column.label } : column.key;
}

/** The options that a view of the module leaves out as finished: what is in them waits for nobody. */
export function finishedOptions(module: Module, field: Field): ReadonlySet<string> {
  const shipped = module.views.filter((view) => view.id === null);
  const leaves = shipped.flatMap((view) => partsOf(view.filter)).filter(isLeaf);
  const left = leaves.filter((leaf) => leaf.field === field.key && (leaf.op === "not_in" || leaf.op === "ne"));
  return new Set(left.flatMap((leaf) => (Array.isArray(leaf.value) ? leaf.value.map(String) : [String(leaf.value)])));
}

export function optionColumns(module: Module, field: Field, locale: Locale): BoardColumn[] {
  const finished = finishedOptions(module, field);
  return (field.options ?? []).map((option, at) => ({
    key: option.key,
    label: labelOf(option, locale),
    color: option.color ? colorOf(option) : hueAt(at),
    isClosed: finished.has(option.key),
    staleAfter: LONG,
    isRetired: option.retired,
  }));
}

/** How the records of a module are columns: their order, their set, and which of them are the end. */
export interface ColumnFields {
  order: Field | undefined;
  /** The link to what the columns belong to, where they come in sets. */
  set: Field | undefined;
  /** The choice that tells what is open. */
  kind: Field | undefined;
  days: Field | undefined;
}

export function columnFields(target: Module): ColumnFields {
  const own = target.fields.filter((field) => !field.system);
  return {
    order: own.find((field) => field.type === "integer" && field.required),
    set: own.find((field) => field.type === "lookup" && field.required),
    kind: own.find((field) => field.type === "choice" && field.options?.some((option) => option.key === "open")),
    days: own.find((field) => field.type === "integer" && field.key.endsWith("rotting_days")),
  };
}

export function recordColumns(records: RecordRow[], { order, kind, days }: ColumnFields): BoardColumn[] {
  const rank = (record: RecordRow) => (order ? Number(record[order.key] ?? 0) : 0);
  return [...records]
    .sort((a, b) => rank(a) - rank(b))
    .map((record, at) => {
      const end = kind ? kind.options?.find((option) => option.key === record[kind.key]) : undefined;
      const isClosed = end !== undefined && end.key !== "open";
      return {
        key: record.id,
        label: record.name,
        color: isClosed ? colorOf(end) : hueAt(at),
        isClosed,
        staleAfter: (days ? Number(record[days.key] ?? 0) : 0) || LONG,
        isRetired: record.is_active === false,
      };
    });
}

/** The columns that are shown: those that are in use, and whatever else holds cards. */
export function shownColumns(columns: BoardColumn[], groups: Group[], noValue: string): BoardColumn[] {
  const filled = new Set(groups.filter((group) => Number(group.measures[0]) > 0).map((group) => keyOf(group.keys[0])));
  const shown = columns.filter((column) => !column.isRetired || filled.has(column.key));
  if (!filled.has(null)) return shown;
  const none = { key: null, label: noValue, color: hueAt(0), isClosed: false, staleAfter: LONG, isRetired: true };
  return [none, ...shown];
}

/** What stands in the head of a column. */
export interface Head {
  count: number;
  /** Sums in the order of the measures that were asked for. */
  sums: (string | null)[];
}

export function headOf(groups: Group[] | undefined, column: BoardColumn): Head | undefined {
  if (groups === undefined) return undefined;
  const group = groups.find((one) => keyOf(one.keys[0]) === column.key);
  const [count = 0, ...sums] = group?.measures ?? [];
  return { count: Number(count), sums: sums.map((sum) => (sum === null ? null : String(sum))) };
}

/** The amounts that a column sums: what people write, then what is worked out from it. */
export function summedFields(module: Module): Field[] {
  const sums = module.fields.filter((field) => field.type === "money" && field.summable && field.access !== "masked");
  // Whoever only reads is not told what can be written: there the first is it.
  const written = sums.find((field) => field.writable) ?? sums[0];
  const workedOut = sums.find((field) => !field.writable && field.key.endsWith(`_${written?.key}`));
  return written === undefined ? [] : workedOut === undefined ? [written] : [written, workedOut];
}
