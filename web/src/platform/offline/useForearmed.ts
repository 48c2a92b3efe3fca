import { useEffect } from "react";
import { moduleOf, queryClient } from "../api/queries";
import { appearance } from "../app/appearance";
import { useMe } from "../records/useModule";

/** So long nothing competes with what the page asks for at first. */
const QUIET_MS = 8_000;

/** Fetches what the forms of what is made most need, so that they open without a network. */
export function useForearmed(): void {
  const { modules } = useMe();
  useEffect(() => {
    const most = [appearance.made, ...appearance.tabs];
    const made = modules.filter(({ key, rights }) => most.includes(key) && rights.create);
    const timer = setTimeout(() => {
      for (const { key } of made) void queryClient.prefetchQuery(moduleOf(key));
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [modules]);
}
