import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import type { Module } from "../api/types";
import { useLabel, useLocale } from "../i18n";
import { integer } from "../i18n/format";
import { reasonOf } from "../ui/toasts";
import { notesOf } from "./queries";
import type { Import, Note } from "./types";
import { useWords } from "./words";

/** What a person should look at though the row is imported. The server tells the first of them. */
export function Notes({ of, module }: { of: Import; module: Module }) {
  const t = useWords();
  const locale = useLocale();
  const [isWhole, setWhole] = useState(false);
  const { data: whole, isFetching, error } = useQuery({ ...notesOf(of), enabled: isWhole });
  const { notes_total } = of;
  if (notes_total === 0) return null;
  const notes = whole ?? of.notes;
  const kept = [integer(notes.length, locale), integer(notes_total, locale)] as const;
  return (
    <section className="imp-part">
      <h2>{t.notes(integer(notes_total, locale))}</h2>
      <p className="dim">{t.notesLead}</p>
      {notes_total > notes.length && (
        <p className="imp-note">
          {(of.dry_run && whole ? t.firstToSettle : t.firstNotes)(...kept)}{" "}
          {!whole && (
            <Button size="small" type="link" loading={isFetching} onClick={() => setWhole(true)}>
              {t.allNotes}
            </Button>
          )}
          {error && !isFetching && <span className="late"> {reasonOf(error)}</span>}
        </p>
      )}
      <ul className="imp-notes">
        {notes.map((note, n) => (
          <li key={`${note.line}-${n}`}>
            <span className="dim num">{t.noteLine(integer(note.line, locale))}</span>
            <NoteText note={note} module={module} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function NoteText({ note, module }: { note: Note; module: Module }) {
  const t = useWords();
  const label = useLabel();
  const locale = useLocale();
  const field = module.fields.find((one) => one.key === note.field.split(".")[0]);
  const name = field ? label(field) : note.field;
  if (note.kind === "likely_duplicate_in_file")
    return <span>{t.likelyInFile(name, integer(Number(note.value), locale))}</span>;
  if (note.kind === "link_not_found") return <span>{t.linkNotFound(name, note.value)}</span>;
  if (note.kind === "value_left_out") return <span>{t.leftOut(name, note.value)}</span>;
  return (
    <span>
      {t.likely(name)}{" "}
      <Link to="/records/$module/$id" params={{ module: module.key, id: note.value }} target="_blank">
        {t.seeRecord}
      </Link>
    </span>
  );
}
