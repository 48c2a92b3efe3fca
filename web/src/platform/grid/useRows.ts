import { keepPreviousData, type QueryObserverResult, useQueries } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { type Asked, FARTHEST, PAGE, queryClient, rowsAfter, rowsOf } from "../api/queries";
import type { RecordPage, RecordRow, Total } from "../api/types";
import { cursorsOf, pageOf, pagesNeeded, pagesSeen, rowsInChain } from "./paging";

export interface Rows {
  /** The rows that can be scrolled to; null before the first answer. */
  count: number | null;
  total: Total | null;
  /** They begin somewhere in the list, so that nobody knows the place of a row in the whole. */
  isPart: boolean;
  /** The last of the rows that can be scrolled to are seen, and there are more. */
  isAtEnd: boolean;
  at: (row: number) => RecordRow | undefined;
  /** The row in which a record stands, among those that are there. */
  placeOf: (id: string) => number | null;
  /** What is seen now: its pages are fetched. */
  see: (first: number, last: number) => void;
  error: unknown;
  /** Something is on its way, while older rows are shown. */
  isBehind: boolean;
  again: () => void;
}

/** A value of the field that a list is sorted by first. */
export type From = string | number;

interface RowsOptions {
  /** The list begins at this value instead of its beginning. */
  from?: From | undefined;
  /** Nothing is asked for while they are not shown. */
  isShown?: boolean;
}

/** The rows of a list, fetched in pages as they come into sight, so that their number does not matter. */
export function useRows(module: string, asked: Asked, { from, isShown = true }: RowsOptions = {}): Rows {
  const whole = useOffsets(module, asked, isShown && from === undefined);
  const part = useChain(module, asked, from ?? "", isShown && from !== undefined);
  return from === undefined ? whole : part;
}

/** Any page of the first rows, as far as offsets go. */
function useOffsets(module: string, asked: Asked, isShown: boolean): Rows {
  const [numbers, setNumbers] = useState([0]);
  const pages = useQueries({
    queries: numbers.map((page) => ({
      ...rowsOf(module, asked, page),
      enabled: isShown,
      ...(page === 0 ? { placeholderData: keepPreviousData } : {}),
    })),
  });
  const see = useCallback((first: number, last: number) => {
    const seen = pagesSeen(first, last);
    setNumbers((now) => (now.join() === seen.join() ? now : seen));
  }, []);
  const total = pages[0]?.data?.total ?? null;
  const at = (row: number) => {
    const place = numbers.indexOf(pageOf(row));
    return place < 0 ? undefined : pages[place]?.data?.records[row % PAGE];
  };
  return {
    ...common(pages),
    count: total && Math.min(total.value, FARTHEST),
    total,
    isPart: false,
    isAtEnd: total?.exact === false && numbers.at(-1) === pageOf(FARTHEST - 1),
    at,
    placeOf: (id) => placeIn(pages, numbers, id),
    see,
  };
}

/** One page after the other from a value on: only each page tells where the next begins. */
function useChain(module: string, asked: Asked, from: From, isShown: boolean): Rows {
  const [needed, setNeeded] = useState(1);
  const pageAt = (cursor: string | null) => rowsAfter(module, asked, from, cursor);
  const cursors = cursorsOf(
    isShown ? needed : 1,
    (cursor) => queryClient.getQueryData(pageAt(cursor).queryKey)?.next_cursor,
  );
  const pages = useQueries({ queries: cursors.map((cursor) => ({ ...pageAt(cursor), enabled: isShown })) });
  const see = useCallback((_: number, last: number) => setNeeded((now) => Math.max(now, pagesNeeded(last))), []);
  return {
    ...common(pages),
    count: rowsInChain(pages.map(({ data }) => data)),
    total: pages[0]?.data?.total ?? null,
    isPart: true,
    isAtEnd: false,
    at: (row) => pages[pageOf(row)]?.data?.records[row % PAGE],
    placeOf: (id) => placeIn(pages, [...pages.keys()], id),
    see,
  };
}

function placeIn(pages: QueryObserverResult<RecordPage>[], numbers: number[], id: string): number | null {
  for (const [at, { data }] of pages.entries()) {
    const place = data?.records.findIndex((record) => record.id === id) ?? -1;
    if (place >= 0) return (numbers[at] ?? 0) * PAGE + place;
  }
  return null;
}

function common(pages: QueryObserverResult<RecordPage>[]): Pick<Rows, "error" | "isBehind" | "again"> {
  const [first] = pages;
  return {
    error: pages.find((page) => page.error)?.error ?? null,
    isBehind: first?.isFetching === true && first.data !== undefined,
    again: () => {
      for (const page of pages) void page.refetch();
    },
  };
}
