import type { Field, Option } from "../../api/types";

const folded = (text: string) => text.normalize("NFKC").trim().toLowerCase();

/** The option that the server finds for a value by itself: by its key or its label in either language. */
export function optionFor(field: Field, value: string): Option | undefined {
  const wanted = folded(value);
  const isIt = (option: Option) => [option.key, ...Object.values(option.labels)].some((one) => folded(one) === wanted);
  return field.options?.find(isIt);
}

/** The values that a person should look at: refused ones first, then those that no option is called. */
export function openValues(field: Field, seen: string[], refused: string[], mapped: Record<string, string>): string[] {
  const unclear = seen.filter((value) => !optionFor(field, value));
  return [...new Set([...refused, ...unclear, ...Object.keys(mapped)])];
}

/** The map with one value more, or without it. */
export function withValue(values: Record<string, string>, from: string, to: string | null): Record<string, string> {
  const { [from]: _, ...others } = values;
  return to === null ? others : { ...others, [from]: to };
}

/** Are there days such as `03-07-2021`, which are read in two ways? */
export function areDaysUnclear(values: string[]): boolean {
  return values.some((value) => /^\s*\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(\s|$)/.test(value));
}
