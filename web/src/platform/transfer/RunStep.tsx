import { useNavigate, useRouter } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect, useState } from "react";
import type { Module } from "../api/types";
import { useLabel, useLocale } from "../i18n";
import { integer } from "../i18n/format";
import { useMe } from "../records/useModule";
import { sayFault } from "../ui/toasts";
import { useWayBack } from "../ui/wayBack";
import { isUnderWay, madeBy, takenOf } from "./figures";
import { refreshAll, runImport } from "./queries";
import { Report } from "./Report";
import { Running } from "./Running";
import type { Import } from "./types";
import { useNews } from "./useNews";
import { useWizard } from "./useWizard";
import { useWords } from "./words";

/** The last step: the run that writes, and what it did. */
export function RunStep({ module, of }: { module: Module; of: Import }) {
  const t = useWords();
  const isRunning = isUnderWay(of);
  const title = t.importing(of.file.name);
  const outcome = useOutcome(of);
  useNews(of, title, outcome);
  // Whatever was read before the run knows nothing of it.
  useEffect(() => {
    if (!isRunning) refreshAll();
  }, [isRunning]);
  if (isRunning) return <Running of={of} title={title} />;
  return (
    <>
      <section className="imp-part">
        <h2>{outcome}</h2>
        {of.state !== "done" && (
          <>
            {of.error && <p className="late">{of.error.message ?? of.error.code}</p>}
            <p className="dim">{of.state === "cancelled" ? t.stoppedLead : t.failedLead}</p>
          </>
        )}
      </section>
      <Report of={of} module={module} />
      <Onward module={module} of={of} />
    </>
  );
}

/** What a run came to, in a few words. */
function useOutcome({ state, progress }: Import): string {
  const t = useWords();
  if (state === "done") return takenOf(progress) > 0 ? t.finished : t.finishedNothing;
  return state === "cancelled" ? t.stopped : t.failed;
}

/** Where one goes from here. */
function Onward({ module, of }: { module: Module; of: Import }) {
  const t = useWords();
  const label = useLabel();
  const locale = useLocale();
  const me = useMe();
  const navigate = useNavigate();
  const { history } = useRouter();
  const { go } = useWizard();
  const way = useWayBack();
  const [isBusy, setBusy] = useState(false);
  const isMine = of.person?.id === me.person.id;
  const isDone = of.state === "done";
  const goOn = async () => {
    setBusy(true);
    try {
      await runImport(of.id, false);
    } catch (error) {
      sayFault(error);
    } finally {
      setBusy(false);
    }
  };
  // The first view may hold back what belongs to others: a view without conditions shows all that was made.
  const all = module.views.find((view) => view.filter === null);
  const whole = all ? { view: all.id ?? all.key } : {};
  const seeList = (filter?: ReturnType<typeof madeBy>) =>
    void navigate({
      to: "/records/$module",
      params: { module: module.key },
      search: filter ? { ...whole, filter } : {},
    });
  const { created } = of.progress;
  const conditions = isMine && created > 0 ? madeBy(of) : [];
  return (
    <footer className="imp-bar">
      {isDone && <Button onClick={() => go({ like: of.id })}>{t.another}</Button>}
      <span className="grow" />
      {!isDone && !isMine && <span className="dim">{t.mine}</span>}
      {!isDone && isMine && (
        <Button type="primary" loading={isBusy} onClick={() => void goOn()}>
          {t.goOn}
        </Button>
      )}
      {conditions.length > 0 && !way && <Button onClick={() => seeList()}>{t.seeList(label(module))}</Button>}
      {isDone && (
        <Button
          {...(way ? {} : { type: "primary" as const })}
          onClick={() => seeList(conditions.length > 0 ? conditions : undefined)}
        >
          {conditions.length > 0 ? t.seeMade(integer(created, locale)) : t.seeList(label(module))}
        </Button>
      )}
      {isDone && way && (
        <Button type="primary" onClick={() => history.push(way.onward)}>
          {t.onward}
        </Button>
      )}
    </footer>
  );
}
