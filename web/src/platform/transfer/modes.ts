import type { Field, Module } from "../api/types";
import { isImportable, withSpec } from "./spec";
import type { ImportSpec, Mode } from "./types";

const MODES: readonly Mode[] = ["insert", "upsert", "update"];

/** Why not every mode is offered. */
export type Bar = "noCreate" | "noUpdate" | "noRight" | "noKey";

/** What a person may do with rows, and why not more: by their rights, and because a record is found by a unique field. */
export function modesOf({ rights, fields }: Pick<Module, "rights" | "fields">): { modes: Mode[]; bar: Bar | null } {
  const mayChange = rights.update.length > 0;
  const canFind = fields.some((field) => field.unique && isImportable(field));
  const modes = MODES.filter(
    (mode) => (mode === "update" || rights.create) && (mode === "insert" || (mayChange && canFind)),
  );
  if (!mayChange) return { modes, bar: rights.create ? "noUpdate" : "noRight" };
  if (!canFind) return { modes, bar: "noKey" };
  return { modes, bar: rights.create ? null : "noCreate" };
}

/** The spec in a mode that is offered, with a key that a column fills. */
export function fitted(spec: ImportSpec, module: Module): ImportSpec {
  const { modes } = modesOf(module);
  const [first] = modes;
  if (first !== undefined && !modes.includes(spec.mode)) return withMode(spec, first, module);
  const keys = keysOf(spec, module);
  if (spec.mode === "insert" || keys.length === 0 || keys.some((key) => key.key === spec.match_on)) return spec;
  return withMode(spec, spec.mode, module);
}

/** Another mode; one that changes records needs a key, and takes the first that a column fills. */
export function withMode(spec: ImportSpec, mode: Mode, module: Module): ImportSpec {
  if (mode === "insert") return withSpec(spec, { mode, match_on: undefined });
  const keys = keysOf(spec, module).map((field) => field.key);
  const match_on = keys.find((key) => key === spec.match_on) ?? keys[0];
  return withSpec(spec, { mode, match_on });
}

/** Unique fields that a column fills: a record can be found by them. */
export function keysOf(spec: ImportSpec, module: Module): Field[] {
  return module.fields.filter((field) => field.unique && spec.columns.some((map) => map.field === field.key));
}
