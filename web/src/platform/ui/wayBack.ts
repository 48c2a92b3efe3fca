import { useState } from "react";

/** Where a person came from to do something on the way, kept while this window is open. */
const KEY = "heyi.way-back";

/** Remembers the place from which one leaves for something that leads back. */
export function leaveFor({ pathname, search }: Pick<Location, "pathname" | "search">): void {
  sessionStorage.setItem(KEY, pathname + search);
}

/** Nothing leads back any more. */
export function arrive(): void {
  sessionStorage.removeItem(KEY);
}

/** The place that one left, while one is on the way. */
export function useWayBack(): string | null {
  return useState(() => sessionStorage.getItem(KEY))[0];
}
