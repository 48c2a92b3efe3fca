import type { Labels, Section } from "../../api/types";
import { labelsOf } from "../parts/labels";

/** A section as it is arranged; the one without a key holds the fields that are in none. */
export interface Part {
  key: string | null;
  labels: Labels;
  fields: string[];
}

/** The layout as it is arranged: with a place for fields that are in no section. */
export function partsOf(layout: Section[]): Part[] {
  const parts = layout.map(({ key, labels, fields }): Part => ({ key, labels, fields: [...fields] }));
  return parts.some((part) => part.key === null) ? parts : [...parts, { key: null, labels: {}, fields: [] }];
}

/** A field put into a section, before another field of it or at its end. */
export function placeField(parts: Part[], field: string, section: string | null, before: string | null = null): Part[] {
  if (field === before) return parts;
  return parts.map((part) => {
    const rest = part.fields.filter((key) => key !== field);
    if (part.key !== section) return { ...part, fields: rest };
    const at = before === null ? -1 : rest.indexOf(before);
    return { ...part, fields: at < 0 ? [...rest, field] : rest.toSpliced(at, 0, field) };
  });
}

/** A field let go above or below another one. */
export function dropField(parts: Part[], field: string, target: string, isBelow: boolean): Part[] {
  const part = parts.find((one) => one.fields.includes(target));
  if (!part || field === target) return parts;
  const others = part.fields.filter((key) => key !== field);
  const next = others[others.indexOf(target) + (isBelow ? 1 : 0)] ?? null;
  return placeField(parts, field, part.key, next);
}

/** A field a place up or down; past the end of its section it goes into the next one. */
export function moveField(parts: Part[], field: string, by: 1 | -1): Part[] {
  const at = parts.findIndex((part) => part.fields.includes(field));
  const part = parts[at];
  if (!part) return parts;
  const to = part.fields.indexOf(field) + by;
  if (to >= 0 && to < part.fields.length) {
    const fields = part.fields.filter((key) => key !== field).toSpliced(to, 0, field);
    return parts.with(at, { ...part, fields });
  }
  const next = parts[at + by];
  if (!next) return parts;
  return placeField(parts, field, next.key, by === 1 ? (next.fields[0] ?? null) : null);
}

/** A section a place up or down; that of the rest stays last. */
export function moveSection(parts: Part[], key: string, by: 1 | -1): Part[] {
  const at = parts.findIndex((part) => part.key === key);
  const other = parts[at + by];
  const part = parts[at];
  if (!part || !other || other.key === null) return parts;
  return parts.with(at, other).with(at + by, part);
}

export function addSection(parts: Part[], key: string, labels: Labels): Part[] {
  const at = parts.findIndex((part) => part.key === null);
  return parts.toSpliced(at < 0 ? parts.length : at, 0, { key, labels, fields: [] });
}

/** Takes a section away; its fields are then in none. */
export function removeSection(parts: Part[], key: string): Part[] {
  const gone = parts.find((part) => part.key === key);
  if (!gone) return parts;
  const rest = parts.filter((part) => part !== gone);
  return rest.map((part) => (part.key === null ? { ...part, fields: [...gone.fields, ...part.fields] } : part));
}

export function relabel(parts: Part[], key: string, labels: Labels): Part[] {
  return parts.map((part) => (part.key === key ? { ...part, labels } : part));
}

/** Where a field stands: its section, and the place in it, the first being 1. */
export function placeIn(parts: Part[], field: string): { part: Part; at: number } | null {
  const part = parts.find((one) => one.fields.includes(field));
  return part ? { part, at: part.fields.indexOf(field) + 1 } : null;
}

/** The layout as the server takes it. */
export function layoutWire(parts: Part[]): { key: string; label: Labels; fields: string[] }[] {
  return parts.flatMap(({ key, labels, fields }) => (key === null ? [] : [{ key, label: labelsOf(labels), fields }]));
}
