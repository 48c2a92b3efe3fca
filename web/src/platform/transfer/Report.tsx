import { Link } from "@tanstack/react-router";
import type { Module } from "../api/types";
import { useLabel, useLocale } from "../i18n";
import { integer } from "../i18n/format";
import { MendFile } from "./MendFile";
import type { Import, Note } from "./types";
import { UnknownValues } from "./UnknownValues";
import { useWords } from "./words";

/** What became of the rows, or would: figures, refusals, and what is worth a look. */
export function Report({ of, module }: { of: Import; module: Module }) {
  return (
    <>
      <Figures of={of} />
      {of.dry_run && <UnknownValues of={of} />}
      <Refusals of={of} module={module} />
      <Notes of={of} module={module} />
    </>
  );
}

function Figures({ of }: { of: Import }) {
  const t = useWords();
  const locale = useLocale();
  const { progress } = of;
  const words = of.dry_run ? t.wouldFigures : t.figures;
  return (
    <>
      <dl className="imp-figures">
        {(["created", "updated", "skipped", "failed"] as const).map((key) => (
          <div key={key} className={key === "failed" && progress.failed > 0 ? "late" : ""}>
            <dt>{words[key]}</dt>
            <dd className="num">{integer(progress[key], locale)}</dd>
          </div>
        ))}
      </dl>
      <p className="dim num">
        {progress.rows < progress.total
          ? t.done(integer(progress.rows, locale), integer(progress.total, locale))
          : t.sum(integer(progress.rows, locale))}
        {of.targets_created > 0 && !of.dry_run && <> · {t.targets(integer(of.targets_created, locale))}</>}
      </p>
    </>
  );
}

function Refusals({ of, module }: { of: Import; module: Module }) {
  const t = useWords();
  const locale = useLocale();
  const { failed } = of.progress;
  if (failed === 0) return null;
  return (
    <section className="imp-part">
      <h2>{(of.dry_run ? t.refusals : t.refused)(integer(failed, locale))}</h2>
      <MendFile key={of.id} of={of} module={module} />
      {failed > of.faults.length && <p className="dim">{t.firstOnly(integer(of.faults.length, locale))}</p>}
      <table className="imp-refusals">
        <thead>
          <tr>
            <th scope="col">{t.line}</th>
            <th scope="col">{t.reason}</th>
          </tr>
        </thead>
        <tbody>
          {of.faults.map((fault, n) => (
            <tr key={`${fault.line}-${n}`}>
              <td className="num">{integer(fault.line, locale)}</td>
              <td>{fault.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Notes({ of, module }: { of: Import; module: Module }) {
  const t = useWords();
  const locale = useLocale();
  if (of.notes_total === 0) return null;
  return (
    <section className="imp-part">
      <h2>{t.notes(integer(of.notes_total, locale))}</h2>
      <p className="dim">{t.notesLead}</p>
      <ul className="imp-notes">
        {of.notes.map((note, n) => (
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
