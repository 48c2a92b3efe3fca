import type { CSSProperties } from "react";
import type { Column } from "./columns";

/** The box at the beginning of a row, in pixels. */
export const BOX_WIDTH = 40;
/** Columns that stay leave at least this part of the grid to those that move. */
const MOST_HELD = 0.6;

/** Where each column that stays begins, in pixels from the left edge of a grid `room` wide. In a narrow grid fewer stay. */
export function heldAt(columns: Column[], pinned: number, room: number): number[] {
  const starts: number[] = [];
  let next = BOX_WIDTH;
  for (const { width } of columns.slice(0, pinned)) {
    if (room > 0 && next + width > room * MOST_HELD) break;
    starts.push(next);
    next += width;
  }
  return starts;
}

/** How far a grid must be scrolled sideways so that column `at` is in sight; as it is when it is. */
export function scrolledTo(columns: Column[], held: number, at: number, left: number, room: number): number {
  const widthOf = (upTo: number) => columns.slice(0, upTo).reduce((sum, { width }) => sum + width, BOX_WIDTH);
  if (at < held || at >= columns.length) return left;
  const [start, end] = [widthOf(at), widthOf(at + 1)];
  if (start - left < widthOf(held)) return start - widthOf(held);
  return end - left > room ? end - room : left;
}

/** The look of a column that stays; the last of them has an edge. */
export function heldLook(held: number[], col: number): string {
  if (col >= held.length) return "";
  return col === held.length - 1 ? " held edge" : " held";
}

/** Its place. */
export function heldStyle(held: number[], col: number): CSSProperties | undefined {
  const left = held[col];
  return left === undefined ? undefined : { left };
}
