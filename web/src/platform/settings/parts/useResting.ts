import { useEffect, useState } from "react";

const REST_MS = 250;

/** What was typed, once the typing rests: not every letter is asked for. */
export function useResting(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested.trim();
}
