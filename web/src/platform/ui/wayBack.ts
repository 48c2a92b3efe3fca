import { useState } from "react";

/** Where a person came from to do something on the way, kept while this window is open. */
const KEY = "heyi.way-back";

export interface WayBack {
  /** The place that one left. */
  back: string;
  /** Where one goes on when what one left for is done. */
  onward: string;
}

/** Remembers the place from which one leaves for something that leads back, and where one goes on afterwards. */
export function leaveFor({ pathname, search }: Pick<Location, "pathname" | "search">, onward?: string): void {
  const back = pathname + search;
  const way: WayBack = { back, onward: onward ?? back };
  sessionStorage.setItem(KEY, JSON.stringify(way));
}

/** Nothing leads back any more. */
export function arrive(): void {
  sessionStorage.removeItem(KEY);
}

/** The place that one left, while one is on the way. */
export function useWayBack(): WayBack | null {
  return useState(read)[0];
}

function read(): WayBack | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "null") as WayBack | null;
  } catch {
    // What cannot be read leads nowhere.
    return null;
  }
}
