import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { moduleOf, timelineOf } from "../api/queries";
import type { Module, RecordRow, TimelineEntry } from "../api/types";
import { Moment } from "../fields/dates";
import { linkOf } from "../fields/kind";
import { useLabel, useText } from "../i18n";
import { Face } from "../ui/Face";
import { Failed, Lines } from "../ui/states";
import { FollowUp } from "./FollowUp";

/** What happened around a record, newest first. */
export function Timeline({ module, record }: { module: Module; record: RecordRow }) {
  const t = useText();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    timelineOf(module.key, record.id),
  );
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />;
  const entries = data?.pages.flatMap((page) => page.entries);
  return (
    <>
      <FollowUp key={record.id} module={module} record={record} />
      {!entries && <Lines count={4} />}
      {entries?.length === 0 && <p className="dim quiet">{t.record.noTimeline}</p>}
      <ol className="timeline">
        {entries?.map((entry) => (
          <Entry key={`${entry.module} ${entry.id}`} entry={entry} />
        ))}
      </ol>
      {hasNextPage && (
        <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t.record.more}
        </Button>
      )}
    </>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const t = useText();
  const label = useLabel();
  const { data: module } = useQuery(moduleOf(entry.module));
  const { record } = entry;
  const who = linkOf(record.fields.owner)?.name ?? t.record.system;
  const kind = module?.fields
    .find((field) => field.key === "kind")
    ?.options?.find((option) => option.key === entry.kind);
  const what = kind ? label(kind) : module ? label(module) : "";
  const text = longestText(module, record.fields);
  return (
    <li>
      <Face name={who} />
      <div>
        <p>
          <b>{who}</b>
          <span className="dim">{what}</span>
          <Moment value={entry.at} />
        </p>
        <Link to="/records/$module/$id" params={{ module: entry.module, id: record.id }} className="bubble">
          {text ?? record.name}
        </Link>
      </div>
    </li>
  );
}

/** What was written down, where the name is only its beginning. */
function longestText(module: Module | undefined, fields: Record<string, unknown>): string | null {
  const long = module?.fields.filter((field) => field.type === "long_text").map((field) => fields[field.key]);
  return (long?.find((text) => typeof text === "string" && text !== "") as string | undefined) ?? null;
}
