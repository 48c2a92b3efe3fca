import type { CSSProperties } from "react";

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
