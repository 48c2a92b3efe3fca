import type { Field, Module, RecordRow } from "../api/types";
import { isEmpty } from "../fields/kind";
import { isEditable, wireOf } from "../fields/registry";
import { changeOrPutBy, makeOrPutBy } from "../offline/putBy";

/** The sections of the layout with the fields that can be typed in. */
export function formSections(module: Module): { key: string; label: string | null; fields: Field[] }[] {
  const fields = new Map(module.fields.map((field) => [field.key, field]));
  const laidOut = module.layout.map((section) => ({
    key: section.key ?? "",
    label: section.label,
    fields: section.fields.flatMap((key) => {
      const field = fields.get(key);
      return field && isEditable(field) && key !== "external_id" ? [field] : [];
    }),
  }));
  return laidOut.filter((section) => section.fields.length > 0);
}

/** Sends what differs from the start; a record that is there only when it is still the version that was read. Null when it is
 * put by until the server can be reached. */
export async function save(
  module: Module,
  record: RecordRow | undefined,
  start: Record<string, unknown>,
  draft: Record<string, unknown>,
): Promise<RecordRow | null> {
  if (!record) {
    const filled = Object.fromEntries(Object.entries(draft).filter(([, value]) => !isEmpty(value)));
    return makeOrPutBy(module, { body: wireOf(module, filled), typed: filled });
  }
  const changed = Object.entries(draft).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(start[key]));
  const typed = Object.fromEntries(changed);
  return changeOrPutBy(module, record, { body: wireOf(module, typed, record), typed });
}
