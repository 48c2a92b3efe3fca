import type { Field, Module, View } from "../api/types";
import { kindOf } from "../fields/registry";

export interface Column {
  field: Field;
  width: number;
  /** It holds the name, stays at the left, and opens the record. */
  isTitle: boolean;
}

const MOST_AT_FIRST = 7;
const NARROWEST = 64;
const WIDEST = 640;
const TITLE_WIDTH = 260;

/** What a person did to the columns of a list, on top of its view. */
export interface ColumnChoice {
  keys?: string[] | undefined;
  widths?: Record<string, number> | undefined;
}

/** Can the field stand in a list at all? */
export function fitsColumn(field: Field): boolean {
  return !kindOf(field).notInCells;
}

/** The fields of a list: the person's own choice, else the view's, else the first of the module's layout. */
export function columnKeys(module: Module, view: View | undefined, choice: ColumnChoice): string[] {
  const chosen = choice.keys ?? view?.columns ?? firstFields(module);
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

export function columnsOf(module: Module, keys: string[], choice: ColumnChoice): Column[] {
  const fields = new Map(module.fields.map((field) => [field.key, field]));
  return keys.flatMap((key) => {
    const field = fields.get(key);
    if (!field) return [];
    const isTitle = key === module.name_field;
    const usual = isTitle ? TITLE_WIDTH : kindOf(field).width;
    return [{ field, isTitle, width: clampWidth(choice.widths?.[key] ?? usual) }];
  });
}

export function clampWidth(width: number): number {
  return Math.min(WIDEST, Math.max(NARROWEST, Math.round(width)));
}

/** The order after a click on a heading: ascending, descending, as usual. */
export function nextSort(sort: string | undefined, key: string): string | undefined {
  if (sort === key) return `-${key}`;
  return sort === `-${key}` ? undefined : key;
}

export type Place = { row: number; col: number };

/** Where the focus goes with a key, inside `rows` × `cols`; null when the key does not move it. */
export function moved(from: Place, key: string, rows: number, cols: number, page: number): Place | null {
  const to = (row: number, col: number): Place => ({
    row: Math.min(Math.max(row, 0), Math.max(rows - 1, 0)),
    col: Math.min(Math.max(col, 0), Math.max(cols - 1, 0)),
  });
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
