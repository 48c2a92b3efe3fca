import type { Labels, Module } from "../../api/types";

/** What many records of a module are called in English, where that is said; a new name has no such word of the old one. */
export function pluralOf({ labels, plurals }: Pick<Module, "labels" | "plurals">, now: Labels): string {
  const word = plurals.en ?? "";
  return word !== labels.en && now.en === labels.en ? word : "";
}

/** The word as the server takes it, when another one was typed. */
export function pluralWire(
  module: Pick<Module, "labels" | "plurals">,
  now: Labels,
  typed: string | undefined,
): { plural?: { en: string } | null } {
  const word = typed?.trim();
  if (word === undefined || word === pluralOf(module, now)) return {};
  return { plural: word === "" ? null : { en: word } };
}
