import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import type { Module } from "../api/types";
import { useLocale } from "../i18n";
import { integer, moment } from "../i18n/format";
import { Failed, Lines } from "../ui/states";
import { hasBegun, isUnderWay } from "./figures";
import { FEW, importsOf } from "./queries";
import type { ImportEntry } from "./types";
import { useWords } from "./words";

/** What the person imported before, or left in the middle. */
export function EarlierImports({ module }: { module: Module }) {
  const t = useWords();
  const locale = useLocale();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    importsOf(module.key),
  );
  const [most, setMost] = useState(FEW);
  const found = data?.pages.flatMap((page) => page.entries);
  const seeMore = () => {
    setMost(most + FEW);
    if (hasNextPage && (found?.length ?? 0) < most + FEW) void fetchNextPage();
  };
  return (
    <section className="imp-part">
      <h2>{t.earlier}</h2>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!error && !data && <Lines count={3} />}
      {found?.length === 0 && <p className="dim">{hasNextPage ? t.noneSoFar : t.noEarlier}</p>}
      <ul className="imp-earlier">
        {found?.slice(0, most).map((entry) => (
          <li key={entry.id}>
            <Link to="/import/$module" params={{ module: module.key }} search={{ import: entry.id }} className="cut">
              {entry.file.name}
            </Link>
            <StateOf entry={entry} />
            <Counted entry={entry} />
            <time className="dim num" dateTime={entry.created_at}>
              {moment(entry.created_at, locale)}
            </time>
          </li>
        ))}
      </ul>
      {found && (hasNextPage || found.length > most) && (
        <Button type="link" className="imp-more" loading={isFetchingNextPage} onClick={seeMore}>
          {t.seeEarlier}
        </Button>
      )}
    </section>
  );
}

const COLORS = { failed: "var(--late)", done: "var(--up)" } as Partial<Record<string, string>>;

function StateOf({ entry }: { entry: ImportEntry }) {
  const t = useWords();
  const isDry = entry.job !== null && !hasBegun(entry);
  const said =
    isDry && entry.state === "done" ? t.tried : isDry && isUnderWay(entry) ? t.trying : t.states[entry.state];
  const color = hasBegun(entry) || entry.state === "failed" ? COLORS[entry.state] : undefined;
  return (
    <span className="status">
      <i style={{ background: color ?? "var(--dim)" }} />
      <span>{said}</span>
    </span>
  );
}

function Counted({ entry }: { entry: ImportEntry }) {
  const t = useWords();
  const locale = useLocale();
  const { created, updated, failed, total } = entry.progress;
  const parts: [string, number][] = [
    [t.figures.created, created],
    [t.figures.updated, updated],
    [t.figures.failed, failed],
  ];
  const told = parts.filter(([, n]) => n > 0).map(([word, n]) => `${word} ${integer(n, locale)}`);
  return (
    <span className="num dim">
      {hasBegun(entry) && told.length > 0 ? told.join(" · ") : t.rows(integer(total, locale))}
    </span>
  );
}
