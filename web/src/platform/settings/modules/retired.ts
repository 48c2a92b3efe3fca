import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/http";
import type { Labels } from "../../api/types";

/** What was retired, and what it was called. */
export interface Retired {
  key: string;
  labels: Labels;
}

interface Patch {
  label?: Labels;
  retired?: boolean;
  fields?: Record<string, { label?: Labels; retired?: boolean } | null>;
}

export interface MetadataEntry {
  kind: string;
  module: string | null;
  detail: { to?: Patch } | null;
}

/** No door lists what is retired; the newest change of each module that was logged has it. Entries come newest first. */
export function newestPatches(entries: MetadataEntry[]): Map<string, Patch> {
  const patches = new Map<string, Patch>();
  for (const { kind, module, detail } of entries) {
    if (kind === "metadata_changed" && module && detail?.to && !patches.has(module)) patches.set(module, detail.to);
  }
  return patches;
}

export function retiredFields(patches: Map<string, Patch>, module: string): Retired[] {
  const fields = Object.entries(patches.get(module)?.fields ?? {});
  return fields.flatMap(([key, field]) => (field?.retired === true ? [{ key, labels: field.label ?? {} }] : []));
}

export function retiredModules(patches: Map<string, Patch>): Retired[] {
  return [...patches].flatMap(([key, patch]) => (patch.retired === true ? [{ key, labels: patch.label ?? {} }] : []));
}

/** How far back the log is read. */
const MOST_PAGES = 10;

export const patchesQuery = queryOptions({
  queryKey: ["settings", "metadata-patches"],
  queryFn: async ({ signal }) => {
    const entries: MetadataEntry[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const after: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const found: { entries: MetadataEntry[]; next_cursor: string | null } = await api(
        "GET",
        `access-log?limit=200${after}`,
        { signal },
      );
      entries.push(...found.entries);
      cursor = found.next_cursor;
      if (cursor === null) break;
    }
    return newestPatches(entries);
  },
});
