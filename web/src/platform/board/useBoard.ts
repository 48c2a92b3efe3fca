import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Group, report, someOf } from "../api/queries";
import type { Field, Filter, Module, RecordRow } from "../api/types";
import { both } from "../filter/filter";
import { useText } from "../i18n";
import type { List } from "../records/useList";
import { type BoardColumn, type Head, headOf, shownColumns, summedFields } from "./columns";
import { regrouped } from "./moving";
import { type Sets, useColumns } from "./useColumns";
import { useFolds } from "./useFolds";

const STEP = 50;
/** More than this a column does not hold; the list has the rest. */
const MOST = 200;

/** A column with what stands in it. */
export interface Lane {
  column: BoardColumn;
  head: Head | undefined;
  records: RecordRow[] | null;
  isFolded: boolean;
  error: unknown;
  hasMore: boolean;
  /** The rest is for the list. */
  isFull: boolean;
  condition: Filter;
  queryKey: readonly unknown[];
}

export interface BoardData {
  lanes: Lane[] | null;
  sets: Sets | null;
  sums: Field[];
  headsKey: readonly unknown[];
  error: unknown;
  more: (column: BoardColumn) => void;
  fold: (column: BoardColumn, isFolded: boolean) => void;
  again: () => void;
}

/** Everything on a board under the filter of its list: one report for all heads, a page of cards for each open column. */
export function useBoard(
  module: Module,
  list: List,
  field: Field,
  isSeen: (at: number) => boolean,
  canFold: boolean,
): BoardData {
  const t = useText();
  const board = `${module.key}/${field.key}`;
  const [limits, setLimits] = useState<Record<string, number>>({});
  const folds = useFolds((kept) => kept.of);
  const setFold = useFolds((kept) => kept.fold);
  const { columns, sets, error } = useColumns(module, field);
  const sums = summedFields(module);
  const { filter, q, sort } = list.asked;
  const measures = [{ fn: "count" as const }, ...sums.map((sum) => ({ fn: "sum" as const, field: sum.key }))];
  const asked = report(module.key, { filter, q, group_by: [field.key], measures });
  const heads = useQuery({ ...asked, placeholderData: keepPreviousData });
  const shown = columns && shownColumns(columns, heads.data ?? NO_GROUPS, t.board.noValue);
  const planned = (shown ?? []).map((column, at) => {
    const name = column.key ?? "";
    const condition: Filter =
      column.key === null ? { field: field.key, op: "empty" } : { field: field.key, op: "eq", value: column.key };
    const isFolded = canFold && (folds[`${board}/${name}`] ?? column.isClosed);
    const limit = limits[name] ?? STEP;
    const options = someOf(module.key, { filter: both(filter, condition), q, sort }, limit);
    return { column, condition, isFolded, limit, options, isAsked: !isFolded && isSeen(at) };
  });
  const pages = useQueries({
    queries: planned.map(({ options, isAsked }) => ({
      ...options,
      enabled: isAsked,
      placeholderData: keepPreviousData,
    })),
  });
  const found = planned.map(({ column }, at) => ({ key: column.key, records: pages[at]?.data?.records ?? null }));
  const cards = regrouped(found, field.key);
  const lanes = planned.map(({ column, condition, isFolded, limit, options }, at): Lane => {
    const page = pages[at];
    const head = headOf(heads.data, column);
    const records = cards[at] ?? null;
    const left = head !== undefined && records !== null && head.count > records.length && records.length >= limit;
    return {
      column,
      head,
      records,
      isFolded,
      condition,
      error: page?.data === undefined ? page?.error : null,
      hasMore: left && limit < MOST,
      isFull: left && limit >= MOST,
      queryKey: options.queryKey,
    };
  });
  return {
    lanes: shown && lanes,
    sets,
    sums,
    headsKey: asked.queryKey,
    error: error ?? (heads.data === undefined ? heads.error : null),
    more: ({ key }) => setLimits((now) => ({ ...now, [key ?? ""]: Math.min(MOST, (now[key ?? ""] ?? STEP) + STEP) })),
    fold: (column, isFolded) => setFold(board, column.key ?? "", isFolded),
    again: () => {
      void heads.refetch();
      for (const page of pages) if (page.error) void page.refetch();
    },
  };
}

const NO_GROUPS: Group[] = [];
