import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { moduleOf } from "../../api/queries";
import type { Filter } from "../../api/types";
import { partsOf } from "../../filter/filter";
import { useNamed } from "../../filter/names";
import { sentence } from "../../filter/said";
import { useLocale, useText } from "../../i18n";

/** The conditions of a filter in words; null until they are known. */
export function useConditions(module: string | undefined, filter: Filter | undefined): string[] | null {
  const t = useText();
  const locale = useLocale();
  const { data } = useQuery({ ...moduleOf(module ?? ""), enabled: module !== undefined });
  const parts = useNamed(
    data,
    useMemo(() => partsOf(filter), [filter]),
  );
  return data ? parts.map((part) => sentence(part, data, t, locale)) : null;
}
