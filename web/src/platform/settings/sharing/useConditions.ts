import { useQuery } from "@tanstack/react-query";
import { moduleOf } from "../../api/queries";
import type { Filter } from "../../api/types";
import { said, toLeaves } from "../../filter/filter";
import { useLocale, useText } from "../../i18n";

/** The conditions of a filter in words; null when they say more than words of ours. */
export function useConditions(module: string | undefined, filter: Filter | undefined): string[] | null {
  const t = useText();
  const locale = useLocale();
  const { data } = useQuery({ ...moduleOf(module ?? ""), enabled: module !== undefined });
  const leaves = toLeaves(filter);
  if (!data || leaves === null) return null;
  return leaves.map((leaf) => {
    const { field, op, value } = said(leaf, data, t, locale);
    return [field, op, value].filter((part) => part !== "").join(" ");
  });
}
