import type { Field, Module, View } from "../api/types";
import { kindOf } from "../fields/registry";

export interface Column {
  field: Field;
  width: number;
  /** It holds the name, is the first, and opens the record. */
  isTitle: boolean;
}

/** The server keeps no more columns in sight. */
export const MOST_PINNED = 8;
const MOST_AT_FIRST = 7;
/** The server keeps no other widths. */
const NARROWEST = 40;
const WIDEST = 1_200;
const TITLE_WIDTH = 260;

/** What a person did to the columns of a list, on top of its view. */
export interface ColumnChoice {
  keys?: string[] | undefined;
  widths?: Record<string, number> | undefined;
  pinned?: number | undefined;
}

/** Can the field stand in a list at all? */
export function fitsColumn(field: Field): boolean {
  return !kindOf(field).notInCells;
}

/** The fields of a list: the person's own choice, else the view's, else the first of the module's layout. */
export function columnKeys(module: Module, view: View | undefined, choice: ColumnChoice): string[] {
  const ofView = view?.columns?.length ? view.columns : undefined;
  const chosen = choice.keys ?? ofView ?? firstFields(module);
  const known = new Set(module.fields.filter(fitsColumn).map((field) => field.key));
  const kept = chosen.filter((key) => known.has(key) && key !== module.name_field);
  return known.has(module.name_field) ? [module.name_field, ...kept] : kept;
}

function firstFields(module: Module): string[] {
  const laidOut = module.layout.flatMap((section) => section.fields);
  const fields = new Map(module.fields.map((field) => [field.key, field]));
  const fit = laidOut.filter((key) => {
    const field = fields.get(key);
    return field !== undefined && fitsColumn(field) && !field.system;
  });
  const owner = fields.has("owner") ? ["owner"] : [];
  return [...fit.slice(0, MOST_AT_FIRST), ...owner];
}

/** The widths that a view says, and on top of them what a person did. */
export function widthsOf(view: View | undefined, choice: ColumnChoice): Record<string, number> {
  return { ...view?.widths, ...choice.widths };
}

/** Did a person change what the view says of its columns? */
export function isChosen(module: Module, view: View | undefined, choice: ColumnChoice): boolean {
  const [keys, asOfView] = [columnKeys(module, view, choice), columnKeys(module, view, {})];
  const widths = widthsOf(view, choice);
  return (
    keys.join() !== asOfView.join() ||
    keys.some((key) => widths[key] !== view?.widths[key]) ||
    pinnedOf(view, choice) !== pinnedOf(view, {})
  );
}

/** How many of the first columns stay while the others move sideways. */
export function pinnedOf(view: View | undefined, choice: ColumnChoice): number {
  return choice.pinned ?? view?.pinned ?? 1;
}

export function columnsOf(module: Module, keys: string[], widths: Record<string, number>): Column[] {
  const fields = new Map(module.fields.map((field) => [field.key, field]));
  return keys.flatMap((key) => {
    const field = fields.get(key);
    if (!field) return [];
    const isTitle = key === module.name_field;
    const usual = isTitle ? TITLE_WIDTH : kindOf(field).width;
    return [{ field, isTitle, width: clampWidth(widths[key] ?? usual) }];
  });
}

export function clampWidth(width: number): number {
  return Math.min(WIDEST, Math.max(NARROWEST, Math.round(width)));
}

/** The keys with the one at `at` moved by so many places; the name, which is the first, stays there. */
export function shifted(keys: string[], at: number, by: number): string[] {
  const [key, to] = [keys[at], at + by];
  if (key === undefined || at < 1 || to < 1 || to >= keys.length) return keys;
  return keys.toSpliced(at, 1).toSpliced(to, 0, key);
}

/** The columns without the one at `at`: of those that stay, one less stays. */
export function without(keys: string[], at: number, pinned: number): ColumnChoice {
  return { keys: keys.toSpliced(at, 1), pinned: at < pinned ? pinned - 1 : pinned };
}

/** The order after a click on a heading: ascending, descending, as usual. */
export function nextSort(sort: string | undefined, key: string): string | undefined {
  if (sort === key) return `-${key}`;
  return sort === `-${key}` ? undefined : key;
}

export type Place = { row: number; col: number };

interface Pressed {
  key: string;
  ctrlKey?: boolean;
}

/** Where the focus goes with a key, inside `rows` × `cols`; null when the key does not move it. */
export function moved(from: Place, { key, ctrlKey }: Pressed, rows: number, cols: number, page: number): Place | null {
  const to = (row: number, col: number): Place => ({
    row: Math.min(Math.max(row, 0), Math.max(rows - 1, 0)),
    col: Math.min(Math.max(col, 0), Math.max(cols - 1, 0)),
  });
  if (ctrlKey) return key === "Home" ? to(0, 0) : key === "End" ? to(rows, cols) : null;
  switch (key) {
    case "ArrowDown":
      return to(from.row + 1, from.col);
    case "ArrowUp":
      return to(from.row - 1, from.col);
    case "ArrowRight":
      return to(from.row, from.col + 1);
    case "ArrowLeft":
      return to(from.row, from.col - 1);
    case "PageDown":
      return to(from.row + page, from.col);
    case "PageUp":
      return to(from.row - page, from.col);
    case "Home":
      return to(from.row, 0);
    case "End":
      return to(from.row, cols - 1);
    default:
      return null;
  }
}
