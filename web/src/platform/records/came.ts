import { useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import type { Module } from "../api/types";
import { type Rows, useRows } from "../grid/useRows";
import { askedOf } from "./asked";
import type { ListSearch } from "./search";

/** The list from which one came to the page of a record, and the row there. */
export interface Came {
  module: string;
  search: ListSearch;
  at: number;
}

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** Kept with the page in the history of the browser: a link that is sent to somebody does not have it. */
    came?: Came | undefined;
  }
}

/** From where one came to this record; undefined when it was by a link. */
export function useCame(module: Module): Came | undefined {
  const came = useLocation({ select: ({ state }) => state.came });
  return came?.module === module.key ? came : undefined;
}

/** The rows of the list from which one came, around the one that is looked at. */
export function useCameRows(module: Module, came: Came | undefined): Rows {
  const search = came?.search ?? NOWHERE;
  const rows = useRows(module.key, askedOf(module, search), { from: search.from, isShown: came !== undefined });
  const { see } = rows;
  const at = came?.at ?? 0;
  useEffect(() => see(Math.max(at - 1, 0), at + 1), [see, at]);
  return rows;
}

const NOWHERE: ListSearch = {};
