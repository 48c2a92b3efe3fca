interface Page<T> {
  entries: T[];
  next_cursor: string | null;
}

interface Gathered<T> {
  entries: T[];
  /** Where to look further; null at the end. */
  next: string | null;
}

interface Wanted<T> {
  from: string | null;
  isWanted: (entry: T) => boolean;
  /** So many are looked for. */
  enough: number;
  /** Pages that are read at most, whatever they hold. */
  most: number;
}

/** Reads on from a place of a list until enough of what is wanted is found. */
export async function gather<T>(
  pageAt: (cursor: string | null) => Promise<Page<T>>,
  { from, isWanted, enough, most }: Wanted<T>,
): Promise<Gathered<T>> {
  const entries: T[] = [];
  let next = from;
  for (let read = 0; read < most; read++) {
    const page = await pageAt(next);
    entries.push(...page.entries.filter(isWanted));
    next = page.next_cursor;
    if (next === null || entries.length >= enough) break;
  }
  return { entries, next };
}
