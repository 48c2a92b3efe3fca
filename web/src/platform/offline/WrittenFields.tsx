import { useQuery } from "@tanstack/react-query";
import { recordOf } from "../api/queries";
import type { Module } from "../api/types";
import { textOf } from "../fields/registry";
import { useLabel, useLocale } from "../i18n";
import { type Entry, STALE } from "./queue";
import { useWords } from "./words";

/** The fields that were written; where somebody else changed the record, beside what it says now. */
export function WrittenFields({ entry, module }: { entry: Entry; module: Module }) {
  const t = useWords();
  const label = useLabel();
  const locale = useLocale();
  const isStale = entry.refusal?.status === STALE && entry.record !== null;
  const { data: now } = useQuery({ ...recordOf(entry.module, entry.record ?? ""), enabled: isStale });
  const fields = module.fields.filter((field) => field.key in entry.typed);
  return (
    <table className="queue-fields">
      <thead className={now ? "" : "sr"}>
        <tr>
          <th scope="col">{t.field}</th>
          <th scope="col">{t.yours}</th>
          {now && <th scope="col">{t.theirs}</th>}
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.key}>
            <th scope="row">{label(field)}</th>
            <td>{textOf(field, entry.typed[field.key], locale) || "—"}</td>
            {now && <td>{textOf(field, now[field.key], locale) || "—"}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
