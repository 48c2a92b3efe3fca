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
import { isSame } from "./spec";
import type { Import } from "./types";
import { useNews } from "./useNews";
import { useWizard } from "./useWizard";
import { useWords } from "./words";

/** The third step: what a run would do, before anything is written. */
export function TryStep({ module, of }: { module: Module; of: Import }) {
  const t = useWords();
  const locale = useLocale();
  const { go } = useWizard();
  const { spec, isUntried, sent, forget } = useDraft(of);
  const [busy, setBusy] = useState<"try" | "run" | null>(null);
  const taken = takenOf(of.progress);
  const isDone = of.state === "done";
  const { failed } = of.progress;
  const verdict = failed === 0 ? t.allGood : taken === 0 ? t.allBad : t.someBad(integer(failed, locale));
  const outcome = isDone ? t.checked : of.state === "cancelled" ? t.tryStopped : t.tryFailed;
  const title = t.checking(of.file.name);
  useNews(of, title, isDone ? `${outcome} ${verdict}` : outcome);
  if (isUnderWay(of)) return <Running of={of} title={title} />;
  const start = async (what: "try" | "run") => {
    setBusy(what);
    try {
      if (!isSame(spec, of.spec)) {
        await changeImport(of.id, spec);
        sent();
      }
      await runImport(of.id, what === "try");
      forget();
      go({ import: of.id, step: what });
    } catch (error) {
      sayFault(error);
    } finally {
      setBusy(null);
    }
  };
  return (
    <>
      <section className="imp-part">
        <h2>{outcome}</h2>
        {isDone && <p className={failed === 0 ? "up" : "warn"}>{verdict}</p>}
        {of.error && <p className="late">{of.error.message ?? of.error.code}</p>}
        {isUntried && (
          <p className="imp-note warn" role="status">
            {t.changedSince}
          </p>
        )}
      </section>
      <Report of={of} module={module} />
      <footer className="imp-bar">
        <Button onClick={() => go({ import: of.id, step: "map" })}>{t.backToMap}</Button>
        <span className="grow" />
        {(isUntried || !isDone) && (
          <Button type="primary" loading={busy === "try"} onClick={() => void start("try")}>
            {t.retry}
          </Button>
        )}
        {isDone && !isUntried && (
          <Button type="primary" loading={busy === "run"} disabled={taken === 0} onClick={() => void start("run")}>
            {t.go(integer(taken, locale))}
          </Button>
        )}
      </footer>
    </>
  );
}
