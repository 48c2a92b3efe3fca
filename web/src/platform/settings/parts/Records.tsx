import { type InfiniteData, keepPreviousData, type QueryKey, useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "../../api/http";
import { type Asked, FARTHEST, PAGE } from "../../api/queries";
import type { RecordPage, RecordRow } from "../../api/types";
import { useLocale } from "../../i18n";
import { integer } from "../../i18n/format";
import { Failed, Lines } from "../../ui/states";
import { useWords } from "../words";
import { More } from "./More";

/** Records that are read page by page. `asked` may have to be asked for itself. */
export function useRecords(key: string[], module: string, asked: () => Promise<Asked>) {
  return useInfiniteQuery<RecordPage, Error, InfiniteData<RecordPage>, QueryKey, number>({
    queryKey: ["settings", ...key],
    placeholderData: keepPreviousData,
    initialPageParam: 0,
    queryFn: async ({ signal, pageParam }) => {
      const body = { ...(await asked()), limit: PAGE, offset: pageParam, count: "capped" as const };
      return api("POST", `records/${module}/query`, { signal, body });
    },
    getNextPageParam: (last, pages) => {
      const next = pages.length * PAGE;
      return last.records.length < PAGE || next >= FARTHEST ? undefined : next;
    },
  });
}

interface RecordsProps {
  query: ReturnType<typeof useRecords>;
  /** So many of what it lists: 812 人. */
  counted: (n: string) => string;
  empty: ReactNode;
  children: (records: RecordRow[]) => ReactNode;
}

/** The pages that were read, how many there are in all, and the next of them. */
export function Records({ query, counted, empty, children }: RecordsProps) {
  const w = useWords();
  const locale = useLocale();
  if (!query.data) return query.error ? <Failed error={query.error} retry={() => void query.refetch()} /> : <Lines />;
  const records = query.data.pages.flatMap((page) => page.records);
  if (records.length === 0) return empty;
  const total = query.data.pages.at(-1)?.total;
  const inAll = total ? (total.exact ? w.inAll : w.over)(counted(integer(total.value, locale))) : "";
  return (
    <>
      {children(records)}
      <More query={query}>
        {query.hasNextPage ? w.shownOf(counted(integer(records.length, locale)), inAll) : inAll}
      </More>
    </>
  );
}
