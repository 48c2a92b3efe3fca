import { api, Problem } from "./http";
import { queryClient } from "./queries";
import type { RecordPage, RecordRow } from "./types";

/** Changes to a record: its fields as they are written. */
export type Draft = Record<string, unknown>;

export async function createRecord(module: string, draft: Draft, key?: string): Promise<RecordRow> {
  // Whoever makes a record that they may not read is told its id alone.
  const made = (await api("POST", `records/${module}`, { body: draft, key })) as RecordRow;
  refresh(module);
  return made;
}

/** Changes a record. With a version it is refused (412) when somebody changed it since. */
export async function updateRecord(
  module: string,
  id: string,
  draft: Draft,
  version?: number,
  key?: string,
): Promise<RecordRow> {
  const sent = version === undefined ? { body: draft, key } : { body: draft, key, version };
  const changed = (await api("PATCH", `records/${module}/${id}`, sent)) as RecordRow;
  keep(module, changed);
  refreshBeside(module, id);
  return changed;
}

/** Moves records to the recycle bin; tells which of them went. When none may go, it fails with the reason for the first. */
export async function deleteRecords(module: string, ids: string[]): Promise<string[]> {
  const results = await batch(
    module,
    "delete",
    ids.map((id) => ({ id })),
  );
  const gone = ids.filter((_, at) => isDone(results[at]));
  const refused = results.find((result) => !isDone(result));
  if (gone.length === 0 && refused) throw problemOf(refused);
  return gone;
}

export async function restoreRecords(module: string, ids: string[]): Promise<void> {
  await api("POST", `recycle-bin/${module}/restore`, { body: { ids } });
  refresh(module);
}

export interface RowResult {
  status: number | string;
  id?: string;
  errors?: { field: string; message: string }[];
  title?: string;
  detail?: string;
}

/** Was the row written? */
export function isDone(result: RowResult | undefined): boolean {
  return Number(result?.status) < 400;
}

/** What is wrong with a row, as when it had been written alone. */
export function problemOf(refused: RowResult): Problem {
  return new Problem(Number(refused.status), { ...refused });
}

/** Many rows in one request, a result for each in their order. */
export async function batch(module: string, mode: "update" | "delete", records: Draft[]): Promise<RowResult[]> {
  const answer = await api("POST", `records/${module}/batch`, { body: { mode, records } });
  refresh(module);
  return answer.results;
}

/** Puts a record as it is now into every list that holds it, so that nothing jumps. */
export function keep(module: string, record: RecordRow): void {
  queryClient.setQueryData(["record", module, record.id], record);
  queryClient.setQueriesData<RecordPage>({ queryKey: ["rows", module] }, (page) => {
    if (!page?.records.some((row) => row.id === record.id)) return page;
    return { ...page, records: page.records.map((row) => (row.id === record.id ? { ...row, ...record } : row)) };
  });
}

/** Lists, counts and reports of the module are asked for anew. */
export function refresh(module: string): void {
  for (const kind of ["rows", "count", "report"]) void queryClient.invalidateQueries({ queryKey: [kind, module] });
}

/** What stands beside a record and follows its changes. */
export function refreshBeside(module: string, id: string): void {
  for (const kind of ["timeline", "history", "comments"]) {
    void queryClient.invalidateQueries({ queryKey: [kind, module, id] });
  }
  for (const kind of ["count", "report"]) void queryClient.invalidateQueries({ queryKey: [kind, module] });
}
