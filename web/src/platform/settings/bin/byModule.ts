import type { Schema } from "../../api/doors";

export type Deleted = Schema["DeletedRecord"];

/** Records by their module, because the doors take one module at a time. */
export function byModule(entries: Pick<Deleted, "module" | "id">[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { module, id } of entries) groups.set(module, [...(groups.get(module) ?? []), id]);
  return groups;
}
