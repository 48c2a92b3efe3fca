import { FARTHEST, PAGE } from "../api/queries";
import type { RecordPage } from "../api/types";

/** The numbers of the pages with the rows that are seen. The first page knows the total, so it is always the first of them. */
export function pagesSeen(first: number, last: number): number[] {
  const [from, to] = [pageOf(first), Math.min(pageOf(last), FARTHEST / PAGE - 1)];
  const wanted = Array.from({ length: Math.max(to - from, 0) + 1 }, (_, at) => from + at);
  return from === 0 ? wanted : [0, ...wanted];
}

export function pageOf(row: number): number {
  return Math.floor(row / PAGE);
}

/** So many rows before the end of what is there the next page is asked for. */
const AHEAD = PAGE / 2;

/** How many pages a list needs that goes on from page to page, so that the last row that is seen is not the end. */
export function pagesNeeded(last: number): number {
  return pageOf(last + AHEAD) + 1;
}

/** The cursors of the first pages, as far as they are known: each page tells that of the next. Null is the first page's own. */
export function cursorsOf(
  needed: number,
  nextOf: (cursor: string | null) => string | null | undefined,
): (string | null)[] {
  const cursors: (string | null)[] = [null];
  while (cursors.length < needed) {
    const next = nextOf(cursors.at(-1) ?? null);
    if (!next) break;
    cursors.push(next);
  }
  return cursors;
}

/** The rows that can be scrolled to in pages that follow one another; behind them stand the places of one more page. */
export function rowsInChain(pages: readonly (RecordPage | undefined)[]): number | null {
  const known = pages.filter((page) => page !== undefined);
  const last = known.at(-1);
  if (last === undefined) return null;
  const rows = known.reduce((sum, page) => sum + page.records.length, 0);
  return rows + (last.next_cursor ? PAGE : 0);
}
