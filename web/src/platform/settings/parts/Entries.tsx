import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { KnownPath } from "../../api/doors";
import { Failed, Lines } from "../../ui/states";
import { type EntryOf, pagesOf } from "../queries";
import { More } from "./More";

interface EntriesProps<Path extends string> {
  path: Path & KnownPath<"GET", Path>;
  /** Asks again after so many milliseconds, as long as it says so. */
  poll?: (entries: EntryOf<Path>[]) => number | false;
  empty: ReactNode;
  children: (entries: EntryOf<Path>[]) => ReactNode;
}

/** A list that grows by a page at a time. */
export function Entries<const Path extends string>({ path, poll, empty, children }: EntriesProps<Path>) {
  const query = useInfiniteQuery({
    ...pagesOf<Path>(path),
    refetchInterval: (now) => poll?.(now.state.data?.pages.flatMap((page) => page.entries) ?? []) ?? false,
  });
  if (!query.data) return query.error ? <Failed error={query.error} retry={() => void query.refetch()} /> : <Lines />;
  const entries = query.data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) return empty;
  return (
    <>
      {children(entries)}
      <More query={query} />
    </>
  );
}
