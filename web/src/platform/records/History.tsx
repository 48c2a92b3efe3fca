import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { historyOf } from "../api/queries";
import type { Change, Module, RecordRow } from "../api/types";
import { Moment } from "../fields/dates";
import { isEmpty } from "../fields/kind";
import { textOf } from "../fields/registry";
import { useLabel, useLocale, useText } from "../i18n";
import { Face } from "../ui/Face";
import { Failed, Lines } from "../ui/states";

/** Who changed what, and when: each field before and after. */
export function History({ module, record }: { module: Module; record: RecordRow }) {
  const t = useText();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    historyOf(module.key, record.id),
  );
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Lines count={4} />;
  const entries = data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) return <p className="dim quiet">{t.record.noHistory}</p>;
  return (
    <>
      <ol className="timeline">
        {entries.map((entry) => {
          const who = entry.person?.name ?? t.record.system;
          return (
            <li key={entry.id}>
              <Face name={who} />
              <div>
                <p>
                  <b>{who}</b>
                  <span className="dim">{t.record.kinds[entry.kind] ?? entry.kind}</span>
                  <Moment value={entry.at} />
                </p>
                <ul className="changes">
                  {entry.changes.map((change) => (
                    <ChangeLine key={change.field} module={module} change={change} isFirst={entry.kind === "create"} />
                  ))}
                </ul>
              </div>
            </li>
          );
        })}
      </ol>
      {hasNextPage && (
        <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t.record.more}
        </Button>
      )}
    </>
  );
}

function ChangeLine({ module, change, isFirst }: { module: Module; change: Change; isFirst: boolean }) {
  const t = useText();
  const label = useLabel();
  const locale = useLocale();
  const field = module.fields.find((one) => one.key === change.field);
  const text = (value: unknown, said: string | undefined) => {
    if (isEmpty(value)) return t.record.empty;
    return said ?? (field ? textOf(field, value, locale) : String(value));
  };
  return (
    <li>
      <span className="dim">{field ? label(field) : change.label}</span>
      {change.erased ? (
        <i className="dim">{t.record.erased}</i>
      ) : (
        <>
          {!isFirst && (
            <>
              <del>{text(change.old, change.old_label)}</del>
              <span aria-hidden="true">→</span>
            </>
          )}
          <span>{text(change.new, change.new_label)}</span>
        </>
      )}
    </li>
  );
}
