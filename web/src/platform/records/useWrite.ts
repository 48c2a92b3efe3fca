import { api } from "../api/http";
import { queryClient } from "../api/queries";
import type { Field, Module, RecordRow } from "../api/types";
import { deleteRecords, keep, refresh, restoreRecords, updateRecord } from "../api/writes";
import { usePrefs } from "../app/prefs";
import { wireOf } from "../fields/registry";
import { labelOf, textNow } from "../i18n";
import { say } from "../ui/toasts";

/** Writes one field at once where it is shown, and offers to undo it. On a refusal what was there comes back. */
export async function writeField(module: Module, record: RecordRow, field: Field, value: unknown): Promise<void> {
  const before = record[field.key];
  keep(module.key, { ...record, [field.key]: value });
  const draft = (of: unknown) => wireOf(module, { [field.key]: of }, record);
  try {
    const changed = await updateRecord(module.key, record.id, draft(value), record.version);
    const undo = async () => {
      await updateRecord(module.key, record.id, draft(before), changed.version);
    };
    say(textNow().record.saved(labelOf(field, usePrefs.getState().locale)), undo);
  } catch (error) {
    keep(module.key, record);
    // Somebody else's version is shown before it is changed again.
    void queryClient.invalidateQueries({ queryKey: ["record", module.key, record.id] });
    refresh(module.key);
    throw error;
  }
}

/** Moves records to the recycle bin and offers to bring them back. */
export async function removeRecords(module: Module, records: RecordRow[]): Promise<void> {
  const ids = await deleteRecords(
    module.key,
    records.map((record) => record.id),
  );
  const t = textNow();
  const [first] = records;
  const kept = records.length - ids.length;
  const all = records.length === 1 && first ? t.record.removed(first.name) : t.record.removedMany(ids.length);
  say(kept === 0 ? all : t.record.removedPartly(ids.length, kept), () => restoreRecords(module.key, ids));
}

/** Asks for a masked value; the server notes who saw it. */
export async function reveal(module: string, id: string, field: string): Promise<unknown> {
  const shown = await api("POST", `records/${module}/${id}/reveal`, { body: { field } });
  return shown.value;
}
