import { Button } from "antd";
import { useState } from "react";
import { useLocale } from "../i18n";
import { integer } from "../i18n/format";
import { ProgressBar } from "../ui/ProgressBar";
import { sayFault } from "../ui/toasts";
import { paceOf, percentOf } from "./figures";
import { cancelImport } from "./queries";
import type { Import } from "./types";
import { useWords } from "./words";

/** A run at work: how far it is, how fast, and how to stop it. */
export function Running({ of, title }: { of: Import; title: string }) {
  const t = useWords();
  const locale = useLocale();
  const [isBusy, setBusy] = useState(false);
  const { progress, state } = of;
  const pace = state === "running" ? paceOf(of, Date.now()) : null;
  const stop = async () => {
    setBusy(true);
    try {
      await cancelImport(of.id);
    } catch (error) {
      sayFault(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="imp-part">
      <h2>{title}</h2>
      <ProgressBar percent={percentOf(progress)} label={title} />
      <p className="num">
        {state === "waiting" ? t.queued : t.done(integer(progress.rows, locale), integer(progress.total, locale))}
        {pace && <span className="dim"> · {t.pace(integer(pace.rows, locale), integer(pace.seconds, locale))}</span>}
      </p>
      <p className="imp-actions">
        <Button loading={isBusy} disabled={state === "cancelling"} onClick={() => void stop()}>
          {state === "cancelling" ? t.stopping : t.stop}
        </Button>
        {!of.dry_run && <span className="dim">{t.stays}</span>}
      </p>
    </section>
  );
}
