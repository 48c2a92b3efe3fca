import type { Labels, Option } from "../../api/types";
import { isNamed, labelsOf } from "../parts/labels";

/** An option of a choice as it is edited. */
export interface OptionDraft {
  key: string;
  labels: Labels;
  color: string | null;
  /** Other words that mean it in an import. */
  aliases: string[];
  retired: boolean;
  /** The system needs it: it cannot be retired. */
  core: boolean;
  /** It was added here and no record can have it yet. */
  isNew: boolean;
}

export const OPTION_COLORS = ["blue", "green", "orange", "red", "purple", "cyan", "pink", "yellow", "grey"] as const;

export function draftsOf(options: Option[] | undefined): OptionDraft[] {
  return (options ?? []).map(({ label: _, ...option }) => ({ ...option, aliases: option.aliases ?? [], isNew: false }));
}

/** A further option with a key that no other has and a colour that is used least. */
export function withOne(options: OptionDraft[], propose: () => string): OptionDraft[] {
  const used = (color: string) => options.filter((option) => option.color === color).length;
  const color = [...OPTION_COLORS].sort((a, b) => used(a) - used(b))[0] ?? null;
  const taken = new Set(options.map((option) => option.key));
  const base = propose();
  let key = base;
  for (let n = 2; taken.has(key); n += 1) key = `${base.slice(0, 24)}_${n}`;
  return [...options, { key, labels: {}, color, aliases: [], retired: false, core: false, isNew: true }];
}

export function changed(options: OptionDraft[], key: string, change: Partial<OptionDraft>): OptionDraft[] {
  return options.map((option) => (option.key === key ? { ...option, ...change } : option));
}

/** Takes an option away that is new; one that records may have is retired instead. */
export function without(options: OptionDraft[], key: string): OptionDraft[] {
  const option = options.find((one) => one.key === key);
  return option?.isNew ? options.filter((one) => one !== option) : changed(options, key, { retired: true });
}

/** Options as the server takes them; those without a name were never finished. */
export function optionsWire(options: OptionDraft[]): Record<string, unknown>[] {
  return options
    .filter(({ labels }) => isNamed(labels))
    .map(({ key, labels, color, aliases, retired, isNew }) => ({
      key,
      label: labelsOf(labels),
      color,
      ...(isNew && aliases.length === 0 ? {} : { aliases }),
      ...(isNew && !retired ? {} : { retired }),
    }));
}
