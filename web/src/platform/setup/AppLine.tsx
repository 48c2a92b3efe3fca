import { useQuery } from "@tanstack/react-query";
import { Switch } from "antd";
import type { App } from "../api/types";
import { useLabel, useLocale } from "../i18n";
import { integer } from "../i18n/format";
import { type AppChange, appChange } from "./queries";
import { useWords } from "./words";

interface AppLineProps {
  app: App;
  on: boolean;
  onChange: (on: boolean) => void;
}

/** An app, whether it will be on, and what comes or goes with it. */
export function AppLine({ app, on, onChange }: AppLineProps) {
  const t = useWords();
  const label = useLabel();
  const locale = useLocale();
  const isChanged = on !== app.on;
  const { data } = useQuery({ ...appChange(app.key, on, locale), enabled: isChanged });
  return (
    <li>
      <Switch checked={on} disabled={app.base} onChange={onChange} aria-label={label(app)} />
      <div className="grow">
        <b>{label(app)}</b>
        {app.base && <small className="dim">{t.base}</small>}
        {isChanged && data && <small className="dim">{said(data)}</small>}
      </div>
      <span className={isChanged ? (on ? "up" : "warn") : "dim"}>
        {isChanged ? (on ? t.willOn : t.willOff) : t.stays}
      </span>
    </li>
  );

  function said({ modules, links, views, sharing_rules }: AppChange): string {
    const named = modules.map((one) => (one.records ? t.records(one.label, integer(one.records, locale)) : one.label));
    const others = [
      [links.length, t.links],
      [views, t.views],
      [sharing_rules, t.rules],
    ] as const;
    const counted = others.filter(([n]) => n > 0).map(([n, words]) => words(integer(n, locale)));
    const all = t.and([...named, ...counted]);
    return on ? t.shows(all) : t.hides(all);
  }
}
