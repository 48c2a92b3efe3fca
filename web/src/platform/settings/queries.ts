import { queryOptions } from "@tanstack/react-query";
import type { Answer, KnownPath } from "../api/doors";
import { api, ask } from "../api/http";
import { queryClient } from "../api/queries";
import type { Entries as Page } from "../api/types";

/** What a door of the settings says, kept under its address. */
export function door<const Path extends string>(path: Path & KnownPath<"GET", Path>) {
  return queryOptions({
    queryKey: ["settings", ...path.split(/[/?]/)],
    queryFn: ({ signal }) => api<"GET", Path>("GET", path, { signal }),
  });
}

/** An entry of a list that is read page by page. */
export type EntryOf<Path extends string> =
  Answer<"GET", Path> extends { entries: (infer Entry)[]; next_cursor: string | null } ? Entry : never;

/** A list that is read page by page. */
export function pagesOf<const Path extends string>(path: Path & KnownPath<"GET", Path>) {
  const joint = path.includes("?") ? "&" : "?";
  return {
    queryKey: ["settings", ...path.split(/[/?]/), "pages"],
    initialPageParam: null as string | null,
    queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: string | null }) => {
      const after = pageParam === null ? "" : `&cursor=${encodeURIComponent(pageParam)}`;
      return ask<Page<EntryOf<Path>>>("GET", `${path}${joint}limit=50${after}`, { signal });
    },
    getNextPageParam: (last: { next_cursor: string | null }) => last.next_cursor,
  };
}

/** What the doors with this beginning said is asked for anew. */
export function again(...path: string[]): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ["settings", ...path] });
}

/** Metadata or rights have changed: whatever is shown anywhere may be otherwise now, so all of it is asked for anew. */
export function everythingChanged(): Promise<void> {
  return queryClient.invalidateQueries();
}
