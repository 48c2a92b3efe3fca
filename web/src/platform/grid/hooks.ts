import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";

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

/** The width of an element, in pixels; 0 until it is known. */
export function useWidth(of: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = of.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setWidth(element.clientWidth));
    watch.observe(element);
    setWidth(element.clientWidth);
    return () => watch.disconnect();
  }, [of]);
  return width;
}
