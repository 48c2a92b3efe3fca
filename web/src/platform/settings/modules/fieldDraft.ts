import type { Body } from "../../api/doors";
import type { Field, FieldType, Labels } from "../../api/types";
import { isEmpty, linkOf } from "../../fields/kind";
import { kindOf } from "../../fields/registry";
import { isNamed, labelsOf } from "../parts/labels";
import { draftsOf, type OptionDraft, optionsWire } from "./options";
import { FLAGS, type Flag, type Setting, settingsOf } from "./settings";

export type Period = NonNullable<Field["number"]>["period"];

/** A field as it is edited. */
export interface FieldDraft extends Record<Flag, boolean> {
  key: string;
  type: FieldType;
  labels: Labels;
  help: Labels;
  options: OptionDraft[];
  target: string | undefined;
  /** What the list of the linked page is called; undefined as long as nobody touched it. */
  related: Labels | undefined;
  scale: number | undefined;
  min: string | undefined;
  max: string | undefined;
  max_length: number | undefined;
  format: string | undefined;
  /** As the control of the type has it. */
  default: unknown;
  aliases: string[];
  pattern: string;
  period: Period;
  section: string | undefined;
}

/** What only some types have, when nothing was said yet. */
const BLANK = {
  target: undefined,
  related: undefined,
  scale: undefined,
  min: undefined,
  max: undefined,
  max_length: undefined,
  format: undefined,
  default: null,
};

export function newDraft(key: string): FieldDraft {
  const flags = Object.fromEntries(FLAGS.map((flag) => [flag, false])) as Record<Flag, boolean>;
  return {
    ...flags,
    ...BLANK,
    key,
    type: "text",
    labels: {},
    help: {},
    options: [],
    aliases: [],
    pattern: "{yyyy}{mm}-{0000}",
    period: "month",
    section: undefined,
  };
}

/** Is the most less than the least? The server would refuse that. */
export function isCrossed({ min, max }: Pick<FieldDraft, "min" | "max">): boolean {
  return Boolean(min && max) && Number(max) < Number(min);
}

/** The draft with another type: what belonged to the one before is gone, and what both have stays. */
export function withType(draft: FieldDraft, type: FieldType): FieldDraft {
  return { ...draft, ...BLANK, type };
}

const LINKS: FieldType[] = ["lookup", "person", "department"];

/** A default as the control of its type has it: links by their id, amounts without their currency. */
function defaultOf({ type, default: value }: Pick<Field, "type" | "default">): unknown {
  if (value === undefined || value === null) return null;
  if (LINKS.includes(type)) return linkOf(value) ?? { id: String(value), name: null };
  if (type === "money" && typeof value === "object" && "amount" in value) return value.amount;
  return value;
}

/** The flags of a field that are up or down. */
export function flagsOf(field: Field): Record<Flag, boolean> {
  return {
    required: field.required,
    unique: field.unique,
    sortable: field.sortable,
    indexed: field.indexed ?? false,
    search: field.searchable,
    name_like: field.name_like ?? false,
    dated: field.dated ?? false,
  };
}

export function draftOf(field: Field): FieldDraft {
  return {
    ...newDraft(field.key),
    type: field.type,
    labels: field.labels,
    help: field.help?.labels ?? {},
    ...flagsOf(field),
    options: draftsOf(field.options),
    target: field.target,
    scale: field.scale,
    min: field.min,
    max: field.max,
    max_length: field.max_length,
    format: field.format,
    default: defaultOf(field),
    aliases: field.aliases ?? [],
    ...(field.number ?? {}),
  };
}

const orNull = (labels: Labels): Labels | null => (isNamed(labels) ? labelsOf(labels) : null);

/** A setting as the server takes it; undefined where nothing is known of it. */
function wireOf(draft: FieldDraft, setting: Setting): Record<string, unknown> {
  switch (setting) {
    case "options":
      return { options: optionsWire(draft.options) };
    case "related":
      return { related: draft.related && orNull(draft.related) };
    case "number":
      return { number: { pattern: draft.pattern, period: draft.period } };
    case "bounds":
      return { min: draft.min || null, max: draft.max || null };
    case "default":
      return { default: defaultWire(draft) };
    case "aliases":
      return { aliases: draft.aliases };
    case "target":
    case "scale":
    case "max_length":
    case "format":
      return { [setting]: draft[setting] ?? null };
    default:
      return { [setting]: draft[setting] };
  }
}

function defaultWire({ type, default: value }: FieldDraft): unknown {
  if (isEmpty(value)) return null;
  const { toWire } = kindOf({ type });
  return toWire ? toWire(value, { type } as Field) : value;
}

/** Every setting of the type as the server takes it. */
function whole(draft: FieldDraft): Record<string, unknown> {
  const wire = { label: labelsOf(draft.labels), help: orNull(draft.help) };
  return Object.assign(wire, ...settingsOf(draft.type).map((setting) => wireOf(draft, setting)));
}

/** A flag that is down and a list that is empty say nothing; that the default is no says something. */
const saysNothing = (key: string, value: unknown) => isEmpty(value) || (value === false && key !== "default");

/** A new field as the server takes it: what says nothing is left out. */
export function createWire(draft: FieldDraft): Body<"POST", `modules/${string}/fields`> {
  const said = Object.entries(whole(draft)).filter(([key, value]) => !saysNothing(key, value));
  const section = draft.section === undefined ? {} : { section: draft.section };
  return { label: labelsOf(draft.labels), ...Object.fromEntries(said), ...section, key: draft.key, type: draft.type };
}

/** What differs from the field as it was. */
export function updateWire(before: FieldDraft, draft: FieldDraft): Record<string, unknown> {
  const old = whole(before);
  const now = Object.entries(whole(draft)).filter(([, value]) => value !== undefined);
  return Object.fromEntries(now.filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(old[key])));
}
