import { useQuery } from "@tanstack/react-query";
import { Button, Popconfirm } from "antd";
import { useEffect, useState } from "react";
import { queryClient } from "../api/queries";
import { useLabel, useLocale } from "../i18n";
import { integer } from "../i18n/format";
import { ProgressBar } from "../ui/ProgressBar";
import { sayFault } from "../ui/toasts";
import { bringDemo, type Counted, demoData, percentOf, removeDemo, stateOf } from "./demo";
import { useWords } from "./words";
import "./demo.css";

/** Demo data: what would come, bringing them, and taking them away again. Nothing where there is nothing to say. */
export function DemoCard() {
  const t = useWords();
  const { data: demo } = useQuery(demoData);
  const [isBusy, setBusy] = useState(false);
  const state = demo ? stateOf(demo) : "none";
  useEffect(() => {
    // Figures elsewhere follow what came or went.
    if (state !== "none") void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === "count" });
  }, [state]);
  if (!demo || state === "none") return null;
  const act = async (what: () => Promise<void>) => {
    setBusy(true);
    await what().catch(sayFault);
    setBusy(false);
  };
  return (
    <section className="demo" aria-labelledby="demo-title">
      <h2 id="demo-title">{state === "offered" ? t.demo.title : t.demo.there}</h2>
      <p className="dim">{t.demo.lead[state]}</p>
      {state === "offered" && <Amounts label={t.demo.about} of={demo.brings} />}
      {(state === "there" || state === "failed") && <Amounts label={t.demo.there} of={demo.records} />}
      {(state === "coming" || state === "going") && demo.job && (
        <ProgressBar percent={percentOf(demo.job)} label={t.demo.title} />
      )}
      <p className="demo-acts">
        {state === "offered" && (
          <Button loading={isBusy} onClick={() => void act(bringDemo)}>
            {t.demo.bring}
          </Button>
        )}
        {(state === "there" || state === "failed") && (
          <Popconfirm
            title={t.demo.sure}
            okText={t.demo.remove}
            cancelText={t.demo.keep}
            onConfirm={() => act(removeDemo)}
          >
            <Button loading={isBusy}>{t.demo.remove}</Button>
          </Popconfirm>
        )}
      </p>
    </section>
  );
}

function Amounts({ label, of }: { label: string; of: Counted[] }) {
  const name = useLabel();
  const locale = useLocale();
  return (
    <ul aria-label={label}>
      <li className="dim">{label}</li>
      {of.map((one) => (
        <li key={one.module}>
          {name(one)} <span className="num">{integer(one.count, locale)}</span>
        </li>
      ))}
    </ul>
  );
}
