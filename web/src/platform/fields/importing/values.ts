import type { Field, Option } from "../../api/types";
import type { UnknownValue } from "../kind";

const folded = (text: string) => text.normalize("NFKC").trim().toLowerCase();

/** The option that the server finds for a value by itself: by its key or its label in either language. */
export function optionFor(field: Field, value: string): Option | undefined {
  const wanted = folded(value);
  const isIt = (option: Option) => [option.key, ...Object.values(option.labels)].some((one) => folded(one) === wanted);
  return field.options?.find(isIt);
}

/** The values that a person should look at: unknown ones first, the most frequent before others, then those seen that no
 * option is called, then what was mapped. */
export function openValues(
  field: Field,
  seen: string[],
  unknown: UnknownValue[],
  mapped: Record<string, string>,
): UnknownValue[] {
  const byCount = unknown.toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0));
  const unclear = field.options ? seen.filter((value) => !optionFor(field, value)) : [];
  const others = [...unclear, ...Object.keys(mapped)].map((value) => ({ value, count: null }));
  const all = [...byCount, ...others];
  return all.filter(({ value }, n) => all.findIndex((one) => folded(one.value) === folded(value)) === n);
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
