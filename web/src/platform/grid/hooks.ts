import { useCallback, useMemo, useRef } from "react";

/** How fast an offset changes, in pixels a millisecond. */
export function usePace(): (offset: number) => number {
  const last = useRef({ offset: 0, at: 0 });
  return useCallback((offset) => {
    const { offset: from, at } = last.current;
    const now = performance.now();
    last.current = { offset, at: now };
    return Math.abs(offset - from) / Math.max(now - at, 1);
  }, []);
}

/** One object for the whole life of the grid, so that rows are drawn again only when they change. */
export function useStable<T extends object>(now: T): T {
  const latest = useRef(now);
  latest.current = now;
  return useMemo(() => {
    const call =
      (_: T, name: string | symbol) =>
      (...of: unknown[]) =>
        (latest.current as Record<string | symbol, (...of: unknown[]) => unknown>)[name]?.(...of);
    return new Proxy({} as T, { get: call });
  }, []);
}
