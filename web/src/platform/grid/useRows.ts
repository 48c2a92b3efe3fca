import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { type Asked, FARTHEST, PAGE, rowsOf } from "../api/queries";
import type { RecordRow, Total } from "../api/types";

export interface Rows {
  /** The rows that can be scrolled to; null before the first answer. */
  count: number | null;
  total: Total | null;
  at: (row: number) => RecordRow | undefined;
  /** What is seen now: its pages are fetched. */
  see: (first: number, last: number) => void;
  error: unknown;
  /** Something is on its way, while older rows are shown. */
  isBehind: boolean;
  again: () => void;
}

/** The rows of a list, fetched in pages as they come into sight, so that their number does not matter. */
export function useRows(module: string, asked: Asked, isShown = true): Rows {
  const [seen, setSeen] = useState<[number, number]>([0, 0]);
  const numbers = useMemo(() => {
    const [first, last] = seen;
    const wanted = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    // The first page knows the total, so it is always among them, and always the first of them.
    return first === 0 ? wanted : [0, ...wanted];
  }, [seen]);
  const pages = useQueries({
    queries: numbers.map((page) => ({
      ...rowsOf(module, asked, page),
      enabled: isShown,
      ...(page === 0 ? { placeholderData: keepPreviousData } : {}),
    })),
  });
  const see = useCallback((first: number, last: number) => {
    const wanted: [number, number] = [Math.floor(first / PAGE), Math.min(Math.floor(last / PAGE), FARTHEST / PAGE - 1)];
    setSeen((now) => (now[0] === wanted[0] && now[1] === wanted[1] ? now : wanted));
  }, []);
  const first = pages[0];
  const total = first?.data?.total ?? null;
  const count = total === null ? null : Math.min(total.value, FARTHEST);
  return {
    count,
    total,
    at: (row) => {
      const at = numbers.indexOf(Math.floor(row / PAGE));
      return at < 0 ? undefined : pages[at]?.data?.records[row % PAGE];
    },
    see,
    error: pages.find((page) => page.error)?.error ?? null,
    isBehind: first?.isFetching === true && first.data !== undefined,
    again: () => {
      for (const page of pages) void page.refetch();
    },
  };
}
