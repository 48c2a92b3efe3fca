import { queryOptions } from "@tanstack/react-query";
import { api } from "../api/http";
import { queryClient } from "../api/queries";
import { isUnderWay } from "./figures";
import type { Import, ImportSpec } from "./types";

/** An import; while it runs it is asked for every second. */
export const importOf = (id: string) =>
  queryOptions({
    queryKey: ["import", id],
    queryFn: ({ signal }) => api("GET", `imports/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 1_000 : false),
  });

/** The caller's own imports of a module, newest first. */
export const importsOf = (module: string) =>
  queryOptions({
    queryKey: ["imports", module],
    queryFn: async ({ signal }) => {
      const page = await api("GET", "imports?limit=100", { signal });
      return page.entries.filter((entry) => entry.module === module);
    },
  });

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
