import type { Module } from "../api/types";
import { useLocale } from "../i18n";
import { integer } from "../i18n/format";
import { Table } from "../ui/Table";
import { useIsPhone } from "../ui/useIsPhone";
import { MendFile } from "./MendFile";
import { Notes } from "./Notes";
import type { Import } from "./types";
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
  const isPhone = useIsPhone();
  const { failed } = of.progress;
  if (failed === 0) return null;
  const title = (of.dry_run ? t.refusals : t.refused)(integer(failed, locale));
  return (
    <section className="imp-part">
      <h2>{title}</h2>
      <MendFile key={of.id} of={of} module={module} />
      {failed > of.faults.length && <p className="dim">{t.firstOnly(integer(of.faults.length, locale))}</p>}
      <Table label={title} heads={[t.line, t.reason]} className="imp-refusals">
        {of.faults.map((fault, n) => (
          <tr key={`${fault.line}-${n}`}>
            <td className="num">{(isPhone ? t.noteLine : String)(integer(fault.line, locale))}</td>
            <td>{fault.reason}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
