import { Button } from "antd";
import { useState } from "react";
import type { Module } from "../api/types";
import { useLocale } from "../i18n";
import { integer } from "../i18n/format";
import { sayFault } from "../ui/toasts";
import { useDraft } from "./drafts";
import { isUnderWay, takenOf } from "./figures";
import { changeImport, runImport } from "./queries";
import { Report } from "./Report";
import { Running } from "./Running";
import type { Import } from "./types";
import { useWizard } from "./useWizard";
import { useWords } from "./words";

/** The third step: what a run would do, before anything is written. */
export function TryStep({ module, of }: { module: Module; of: Import }) {
  const t = useWords();
  const locale = useLocale();
  const { go } = useWizard();
  const { spec, isChanged, forget } = useDraft(of);
  const [busy, setBusy] = useState<"try" | "run" | null>(null);
  if (isUnderWay(of)) return <Running of={of} title={t.checking(of.file.name)} />;
  const start = async (what: "try" | "run") => {
    setBusy(what);
    try {
      if (isChanged) await changeImport(of.id, spec);
      await runImport(of.id, what === "try");
      forget();
      go({ import: of.id, step: what });
    } catch (error) {
      sayFault(error);
    } finally {
      setBusy(null);
    }
  };
  const taken = takenOf(of.progress);
  const isDone = of.state === "done";
  const { failed } = of.progress;
  const verdict = failed === 0 ? t.allGood : taken === 0 ? t.allBad : t.someBad(integer(failed, locale));
  return (
    <>
      <section className="imp-part">
        <h2>{isDone ? t.checked : of.state === "cancelled" ? t.tryStopped : t.tryFailed}</h2>
        {isDone && <p className={failed === 0 ? "up" : "warn"}>{verdict}</p>}
        {of.error && <p className="late">{of.error.message ?? of.error.code}</p>}
        {isChanged && (
          <p className="imp-note warn" role="status">
            {t.changedSince}
          </p>
        )}
      </section>
      <Report of={of} module={module} />
      <footer className="imp-bar">
        <Button onClick={() => go({ import: of.id, step: "map" })}>{t.backToMap}</Button>
        <span className="grow" />
        {(isChanged || !isDone) && (
          <Button type="primary" loading={busy === "try"} onClick={() => void start("try")}>
            {t.retry}
          </Button>
        )}
        {isDone && !isChanged && (
          <Button type="primary" loading={busy === "run"} disabled={taken === 0} onClick={() => void start("run")}>
            {t.go(integer(taken, locale))}
          </Button>
        )}
      </footer>
    </>
  );
}
