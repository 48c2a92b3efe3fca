import type { Import, ImportEntry, Progress } from "./types";

/** Is a job at it, or about to be? */
export function isUnderWay({ state }: Pick<ImportEntry, "state">): boolean {
  return state === "waiting" || state === "running" || state === "cancelling";
}

/** Has the run begun that writes? From then on nothing of the import can be changed. */
export function hasBegun({ job, dry_run }: Pick<ImportEntry, "job" | "dry_run">): boolean {
  return job !== null && !dry_run;
}

/** How much of the file is done, 0 to 100. */
export function percentOf({ rows, total }: Progress): number {
  if (total === 0) return 0;
  return Math.min(100, Math.floor((rows / total) * 100));
}

/** Rows that were taken, or would be. */
export function takenOf({ created, updated }: Progress): number {
  return created + updated;
}

/** Rows a second since the start, and seconds to go; null until that can be said. */
export function paceOf(
  { progress, started_at }: Pick<ImportEntry, "progress" | "started_at">,
  now: number,
): { rows: number; seconds: number } | null {
  const since = started_at === null ? 0 : (now - Date.parse(started_at)) / 1000;
  if (since < 2 || progress.rows === 0) return null;
  const rows = progress.rows / since;
  return { rows: Math.round(rows), seconds: Math.ceil((progress.total - progress.rows) / rows) };
}

/** The conditions of a list that shows what an import made: by its person, since it was proposed. A run may have been
 * stopped and gone on, so its own start is not the first. */
export function madeBy({ created_at, finished_at }: Pick<Import, "created_at" | "finished_at">) {
  if (finished_at === null) return [];
  return [
    { field: "created_at", op: "between" as const, value: [created_at, finished_at] },
    { field: "created_by", op: "is_me" as const },
  ];
}
