import { useIsFetching } from "@tanstack/react-query";
import { useEffect, useState } from "react";

/** Longer than this nobody waits for a slow panel. */
const LONGEST_MS = 3_000;

/** False until everything that the page asks for at first is there, so that all of it is shown at once and nothing shifts. */
export function useSettled(): boolean {
  const [isSettled, setSettled] = useState(false);
  const missing = useIsFetching({ predicate: (query) => query.state.data === undefined });
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), missing === 0 ? 0 : LONGEST_MS);
    return () => clearTimeout(timer);
  }, [missing]);
  return isSettled;
}
