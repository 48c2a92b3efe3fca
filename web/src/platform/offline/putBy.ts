import { newKey, Offline } from "../api/http";
import { queryClient, session } from "../api/queries";
import type { Module, RecordRow } from "../api/types";
import { createRecord, type Draft, keep, updateRecord } from "../api/writes";
import { say } from "../ui/toasts";
import { box } from "./box";
import { nameOf } from "./names";
import { type Entry, isBehind } from "./queue";
import { wordsNow } from "./words";

interface Written {
  /** As the server takes it. */
  body: Draft;
  /** As the form has it. */
  typed: Draft;
}

/** Makes a record, or puts it by until the server can be reached; null then. */
export async function makeOrPutBy(module: Module, { body, typed }: Written): Promise<RecordRow | null> {
  const key = newKey();
  try {
    return await createRecord(module.key, body, key);
  } catch (error) {
    const entry = { key, record: null, version: null, name: nameOf(module, typed), tried: Date.now() };
    return putBy(error, { ...entry, module: module.key, body, typed });
  }
}

/** Changes a record, or puts the change by; null then. It waits behind what was put by of this record before. */
export async function changeOrPutBy(
  module: Module,
  record: RecordRow,
  { body, typed }: Written,
): Promise<RecordRow | null> {
  const { id, version, name } = record;
  const key = newKey();
  const put = (error: unknown, tried: number | null) => {
    const kept = putBy(error, { key, module: module.key, name, record: id, version, body, typed, tried });
    // It is seen as it will be.
    keep(module.key, { ...record, ...typed });
    return kept;
  };
  if (isBehind(box.entries(), me(), id, Date.now())) return put(new Offline(), null);
  try {
    return await updateRecord(module.key, id, body, version, key);
  } catch (error) {
    return put(error, Date.now());
  }
}

function me(): string {
  return queryClient.getQueryData(session.queryKey)?.person.id ?? "";
}

/** Only what did not reach the server is put by; and where there is no room for it, the form says that it was not sent. */
function putBy(error: unknown, entry: Omit<Entry, "person" | "at" | "refusal">): null {
  const person = me();
  if (!(error instanceof Offline) || person === "") throw error;
  const last = box.entries().at(-1)?.at ?? 0;
  try {
    box.put({ ...entry, person, at: Math.max(Date.now(), last + 1), refusal: null });
  } catch {
    throw error;
  }
  say(wordsNow().putBy);
  return null;
}

/** Puts back what was discarded, or sends again what was refused: as a new write where the first one may have arrived. */
export function putBack(entry: Entry, how: { asNew?: boolean; again?: boolean } = {}): void {
  if (how.asNew) {
    box.remove(entry.key);
    box.put({ ...entry, key: newKey(), tried: null, refusal: null });
  } else box.put(how.again ? { ...entry, refusal: null } : entry);
}
