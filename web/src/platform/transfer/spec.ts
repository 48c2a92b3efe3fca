import type { Field, Module } from "../api/types";
import type { ColumnMap, ImportSpec, Place, Table } from "./types";

export const ADDRESS_PARTS = ["country", "province", "city", "district", "street", "postcode"] as const;

/** Can a column fill this field? */
export function isImportable(field: Field): boolean {
  return field.writable && field.access === "write" && field.type !== "file" && field.type !== "auto_number";
}

/** Everything that a column can fill, in the order of the page: the fields of the layout, then the others. */
export function placesOf(module: Module): Place[] {
  const laidOut = module.layout.flatMap((section) => section.fields);
  const rank = (field: Field) => (laidOut.indexOf(field.key) + laidOut.length + 1) % (laidOut.length + 1);
  const fields = module.fields.filter(isImportable).sort((a, b) => rank(a) - rank(b));
  return fields.flatMap((field): Place[] => {
    const whole: Place = { key: field.key, field, part: null };
    if (field.type === "money") return [whole, { key: `${field.key}_currency`, field, part: "currency" }];
    if (field.type !== "address") return [whole];
    return [whole, ...ADDRESS_PARTS.map((part) => ({ key: `${field.key}.${part}`, field, part }))];
  });
}

/** The id of a column's line on the page. */
export function placeOf(table: Pick<Table, "columns">, column: string): string {
  return `column-${table.columns.indexOf(column) + 1}`;
}

export function mapOf(spec: ImportSpec, column: string): ColumnMap | undefined {
  return spec.columns.find((map) => map.column === column);
}

/** The spec with a column that fills this field, or none. What was said of its values goes with the field. */
export function withField(spec: ImportSpec, column: string, field: string | null): ImportSpec {
  const at = spec.columns.findIndex((map) => map.column === column);
  if (field === null) return { ...spec, columns: spec.columns.filter((map) => map.column !== column) };
  if (at < 0) return { ...spec, columns: [...spec.columns, { column, field }] };
  return { ...spec, columns: spec.columns.with(at, { column, field }) };
}

/** The spec with more said of a column; what is undefined is taken back. */
export function withMap(spec: ImportSpec, column: string, change: Partial<ColumnMap>): ImportSpec {
  const columns = spec.columns.map((map) => (map.column === column ? cleaned({ ...map, ...change }) : map));
  return { ...spec, columns };
}

export function withSpec(spec: ImportSpec, change: Partial<ImportSpec>): ImportSpec {
  return cleaned({ ...spec, ...change });
}

/** Required fields that no column fills, when records are made. */
export function missingOf(spec: ImportSpec, module: Module): Field[] {
  if (spec.mode === "update") return [];
  const filled = new Set(spec.columns.map((map) => map.field.split(".")[0]));
  const isNeeded = (field: Field) => field.required && isImportable(field) && field.default === undefined;
  return module.fields.filter((field) => isNeeded(field) && !filled.has(field.key));
}

/** What of an earlier mapping holds for another file of the same shape. */
export function likeSpec({ mode, match_on, columns, dates, phone_region }: ImportSpec): ImportSpec {
  return cleaned({ mode, match_on, columns, dates, phone_region });
}

/** The same with how the earlier file was read. */
export function readAs({ sheet, header_line, encoding, delimiter, ...like }: ImportSpec): ImportSpec {
  return cleaned({ ...likeSpec(like), sheet, header_line, encoding, delimiter });
}

/** Do both say the same? The order of members does not count. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}

function cleaned<T extends object>(of: T): T {
  return Object.fromEntries(
    Object.entries(of).filter(([, value]) => value !== undefined && value !== false && !isBare(value)),
  ) as T;
}

/** An empty map says nothing; an empty list of columns asks for a proposal. */
function isBare(value: unknown): boolean {
  return value !== null && typeof value === "object" && !Array.isArray(value) && Object.keys(value).length === 0;
}
