import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Radio } from "antd";
import { useState } from "react";
import { apps } from "../api/queries";
import { useLocale } from "../i18n";
import { integer } from "../i18n/format";
import { reasonOf } from "../ui/toasts";
import { AppLine } from "./AppLine";
import { switchApps } from "./queries";
import type { SetupSearch } from "./search";
import { STAGES, suited, switchesTo, TRADES } from "./stages";
import { useWords } from "./words";

/** Stage and trade say which apps a company begins with; what would change is shown before it is done. */
export function AppsStep({ onDone }: { onDone: () => void }) {
  const t = useWords();
  const locale = useLocale();
  const known = useSuspenseQuery(apps).data;
  const search = useSearch({ from: "/setup" });
  const navigate = useNavigate();
  const { stage = "growing", trade = "general" } = search;
  /** What the person chose against the suggestion. */
  const [own, setOwn] = useState<string[] | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const wanted = own ?? suited(known, stage, trade);
  const switches = switchesTo(known, wanted);
  const choose = (change: SetupSearch) => {
    setOwn(null);
    void navigate({ to: "/setup", search: { ...search, ...change }, replace: true });
  };
  const apply = async () => {
    setBusy(true);
    setFault(null);
    try {
      await switchApps(switches);
      onDone();
    } catch (error) {
      setFault(reasonOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="setup-form">
      <Cards
        title={t.stage}
        keys={STAGES}
        words={t.stages}
        value={stage}
        onChange={(next) => choose({ stage: next })}
      />
      <Cards
        title={t.trade}
        keys={TRADES}
        words={t.trades}
        value={trade}
        onChange={(next) => choose({ trade: next })}
      />
      <h2>{t.apps}</h2>
      <p className="dim">{t.appsLead}</p>
      <ul className="setup-apps">
        {known.map((app) => (
          <AppLine
            key={app.key}
            app={app}
            on={app.base || wanted.includes(app.key)}
            onChange={(on) => setOwn(on ? [...wanted, app.key] : wanted.filter((key) => key !== app.key))}
          />
        ))}
      </ul>
      <footer>
        <p className={fault ? "late grow" : "dim grow"} role={fault ? "alert" : undefined}>
          {fault ?? (switches.length === 0 ? t.noChange : t.changes(integer(switches.length, locale)))}
        </p>
        <Button type="primary" loading={isBusy} onClick={() => void apply()}>
          {switches.length === 0 ? t.goOn : t.apply}
        </Button>
      </footer>
    </div>
  );
}

interface CardsProps<T extends string> {
  title: string;
  keys: readonly T[];
  words: Record<T, { title: string; lead: string }>;
  value: T;
  onChange: (value: T) => void;
}

function Cards<T extends string>({ title, keys, words, value, onChange }: CardsProps<T>) {
  return (
    <fieldset>
      <legend>{title}</legend>
      <Radio.Group className="setup-cards" value={value} onChange={(event) => onChange(event.target.value as T)}>
        {keys.map((key) => (
          <Radio key={key} value={key} className={key === value ? "on" : ""}>
            <b>{words[key].title}</b>
            <small className="dim">{words[key].lead}</small>
          </Radio>
        ))}
      </Radio.Group>
    </fieldset>
  );
}
