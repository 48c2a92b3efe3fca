import type { Field, Module } from "../../api/types";
import { ownFirst } from "../parts/ownFirst";

/** Where the records of a module stand: one above the other, and when on whose timelines. */
export interface Place {
  tree: string | null;
  shows_on: string[];
  happens_at: string | null;
}

export function placeOf({ tree, shows_on = [], happens_at = null }: Module): Place {
  return { tree, shows_on, happens_at };
}

const LINKS = ["lookup", "person", "department"];
const isLink = (field: Field) => LINKS.includes(field.type) && field.target !== undefined;

/** Links from a record to another of the same module. */
export function treeFields(module: Module): Field[] {
  return module.fields.filter((field) => isLink(field) && field.within_itself === true);
}

/** Days and moments of a record; when it was made counts where none is named. */
export function momentFields(module: Module): Field[] {
  const moments = module.fields.filter((field) => field.type === "date" || field.type === "date_time");
  return ownFirst(moments.filter((field) => field.key !== "created_at"));
}

/** Modules to which a record leads, whose own links may be followed. */
export function targetsOf(module: Module): string[] {
  return [
    ...new Set(module.fields.filter((field) => isLink(field) && !field.system).flatMap(({ target }) => target ?? [])),
  ];
}

export interface Way {
  value: string;
  label: string;
}

/** What fields and modules are called. */
export interface Names {
  field: (field: Field) => string;
  module: (key: string) => string;
}

/** The ways from a record to those on whose timelines it can be shown: each link, and each link of what it leads to; those that
 * every record has stand last. A way that is set and leads further is offered as it is. */
export function waysOf(module: Module, known: ReadonlyMap<string, Module>, set: string[], names: Names): Way[] {
  const links = module.fields.filter(isLink);
  const own = links.filter((field) => !field.system);
  const further = own.flatMap((field) => {
    const next = known.get(field.target ?? "")?.fields.filter((link) => isLink(link) && !link.system) ?? [];
    return next.filter((link) => link.within_itself !== true).map((link) => [field, link]);
  });
  const system = links.filter((field) => field.system);
  const paths = [...own.map((field) => [field]), ...further, ...system.map((field) => [field])];
  const offered = paths.map((path) => ({
    value: path.map((field) => field.key).join("."),
    label: `${names.module(path.at(-1)?.target ?? "")} · ${path.map(names.field).join(" › ")}`,
  }));
  const others = set.filter((path) => !offered.some((way) => way.value === path));
  return [...offered, ...others.map((path) => ({ value: path, label: path }))];
}

/** What differs from the place as it was. */
export function placeWire(before: Place, now: Place): Partial<Place> {
  const changed = (["tree", "shows_on", "happens_at"] as const).filter(
    (key) => JSON.stringify(now[key]) !== JSON.stringify(before[key]),
  );
  return Object.fromEntries(changed.map((key) => [key, now[key]]));
}
