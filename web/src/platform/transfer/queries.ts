import { queryOptions } from "@tanstack/react-query";
import { api } from "../api/http";
import { queryClient } from "../api/queries";
import { mayHaveChanged } from "./after";
import { gather } from "./earlier";
import { isUnderWay } from "./figures";
import type { Import, ImportEntry, ImportSpec } from "./types";

/** An import; while it runs it is asked for every second. */
export const importOf = (id: string) =>
  queryOptions({
    queryKey: ["import", id],
    queryFn: ({ signal }) => api("GET", `imports/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 1_000 : false),
  });

/** Notes that the server keeps of a run. */
const MOST_NOTES = 1_000;

/** All notes that were kept of an import's run; it is told with the first of them. */
export const notesOf = ({ id, job }: Import) =>
  queryOptions({
    queryKey: ["import", id, "notes", job],
    queryFn: async ({ signal }) => (await api("GET", `imports/${id}?notes=${MOST_NOTES}`, { signal })).notes,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Imports that are shown at once, and pages of 100 that are read for them at most. */
export const FEW = 10;
const MOST_PAGES = 10;

/** The caller's own imports of a module, newest first. The server lists those of all modules together. */
export const importsOf = (module: string) => ({
  queryKey: ["imports", module],
  initialPageParam: null as string | null,
  queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: string | null }) => {
    const pageAt = (cursor: string | null) =>
      api("GET", `imports?limit=100${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`, { signal });
    const isWanted = (entry: ImportEntry) => entry.module === module;
    return gather(pageAt, { from: pageParam, isWanted, enough: FEW, most: MOST_PAGES });
  },
  getNextPageParam: (last: { next: string | null }) => last.next,
});

/** After a run nothing that was read before holds. */
export function refreshAll(): void {
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => mayHaveChanged(queryKey) });
}

function keep(of: Import): Import {
  queryClient.setQueryData(importOf(of.id).queryKey, of);
  void queryClient.invalidateQueries({ queryKey: ["imports", of.module] });
  return of;
}

/** Has a file looked at. Without a spec, or with one that has no columns, a mapping is proposed. */
export async function proposeImport(
  module: string,
  file: string,
  spec?: ImportSpec,
  signal?: AbortSignal,
): Promise<Import> {
  return keep(await api("POST", "imports", { body: spec ? { module, file, spec } : { module, file }, signal }));
}

/** Tells an import something else. Refused as a whole when anything in it is wrong. */
export async function changeImport(id: string, spec: ImportSpec): Promise<Import> {
  return keep(await api("PATCH", `imports/${id}`, { body: { spec } }));
}

/** Starts a run: one that only checks, or the one that writes. */
export async function runImport(id: string, dryRun: boolean): Promise<Import> {
  return keep(await api("POST", `imports/${id}`, { body: { dry_run: dryRun } }));
}

export async function cancelImport(id: string): Promise<Import> {
  return keep(await api("POST", `imports/${id}/cancel`));
}
