import { useEffect, useRef } from "react";
import { announce } from "../ui/live";
import { isUnderWay, percentOf } from "./figures";
import { newsOf, type Stand } from "./heard";
import type { Import } from "./types";
import { useWords } from "./words";

/** Tells whoever hears the page how a run goes: that it began, each quarter, and what it came to. */
export function useNews(of: Import, begun: string, ended: string): void {
  const t = useWords();
  const before = useRef<Stand | null>(null);
  const isRunning = isUnderWay(of);
  const percent = percentOf(of.progress);
  useEffect(() => {
    const now = { isRunning, percent };
    const news = newsOf(before.current, now);
    before.current = now;
    if (news === null) return;
    announce(news === "begun" ? begun : news === "ended" ? ended : t.percent(news));
  }, [isRunning, percent, begun, ended, t]);
}
