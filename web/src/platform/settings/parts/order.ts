/** The items with one of them moved by some places; the same items when it cannot go there. */
export function moved<T>(items: readonly T[], at: number, by: number): T[] {
  const item = items[at];
  const to = at + by;
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  return items.toSpliced(at, 1).toSpliced(to, 0, item);
}

/** The items with `dragged` put above or below `target`, as it was let go. */
export function dropped<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  dragged: string,
  target: string,
  isBelow: boolean,
): T[] {
  const item = items.find((one) => keyOf(one) === dragged);
  if (item === undefined || dragged === target) return [...items];
  const rest = items.filter((one) => one !== item);
  const at = rest.findIndex((one) => keyOf(one) === target);
  return at < 0 ? [...items] : rest.toSpliced(isBelow ? at + 1 : at, 0, item);
}
