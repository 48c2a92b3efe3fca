import { Segmented } from "antd";
import { Fragment, type ReactNode } from "react";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { useLocale } from "../../platform/i18n";
import { spokenDay, today } from "../../platform/i18n/format";
import { useMe } from "../../platform/records/useModule";
import { State } from "../../platform/ui/states";
import { useIsPhone } from "../../platform/ui/useIsPhone";
import { Attention } from "./Attention";
import { FollowUps } from "./FollowUps";
import { partOfDay } from "./period";
import { Stages } from "./Stages";
import { readable, type Scope, scopesOf } from "./scope";
import { Tasks } from "./Tasks";
import { Team } from "./Team";
import { DealTiles, FollowUpTile } from "./Tiles";
import { Trend } from "./Trend";
import { useSettled } from "./useSettled";
import { useWords } from "./words";
import "./home.css";
import "./phone.css";

/** The scope that a person looked at last, in this browser. */
const useChosen = create<{ scope: Scope | null; choose: (scope: Scope) => void }>()(
  persist((set) => ({ scope: null, choose: (scope) => set({ scope }) }), {
    name: "heyi.home",
    partialize: ({ scope }) => ({ scope }),
  }),
);

type Name = "team" | "tasks" | "accounts" | "attention" | "trend" | "stages";

/** The panels side by side, the wider side first. */
const OF_LEADS: Name[][] = [
  ["team", "trend", "accounts"],
  ["attention", "stages", "tasks"],
];
const OF_REPS: Name[][] = [
  ["tasks", "accounts", "trend"],
  ["attention", "stages"],
];
const ON_PHONE: Name[][] = [["team", "tasks", "accounts", "attention", "stages", "trend"]];

/** The day of whoever sells, and of whoever leads them: the figures, what is due, what needs a look. */
export function HomePage() {
  const t = useWords();
  const locale = useLocale();
  const me = useMe();
  const isPhone = useIsPhone();
  const { scope: kept, choose } = useChosen();
  const scopes = scopesOf(me);
  const scope = scopes.find((one) => one === kept) ?? scopes[scopes.length - 1] ?? "mine";
  const reads = (key: string) => readable(me).some((module) => module.key === key);
  const creates = (key: string) => me.modules.some((module) => module.key === key && module.rights.create);
  const isWork = ["deals", "activities", "tasks", "accounts"].some(reads);
  const hasFollowUps = reads("activities") && reads("accounts");
  const isLead = scope !== "mine";
  const panels: Record<Name, ReactNode> = {
    team: isLead && reads("deals") && <Team scope={scope} reads={reads} />,
    tasks: reads("tasks") && <Tasks canCreate={creates("tasks")} isSales={reads("accounts")} />,
    accounts: reads("accounts") && <FollowUps scope={scope} canWrite={creates("activities")} />,
    attention: reads("deals") && (
      <Attention scope={scope} canFollowUp={creates("activities")} canRemind={creates("tasks")} />
    ),
    trend: reads("deals") && <Trend scope={scope} />,
    stages: reads("deals") && <Stages scope={scope} />,
  };
  const isSettled = useSettled();
  const sides = isPhone ? ON_PHONE : isLead ? OF_LEADS : OF_REPS;
  return (
    <div className="home">
      <header className="home-head">
        <h1>{t.greetings[partOfDay()](me.person.name)}</h1>
        <span className="dim num">{spokenDay(today(), locale)}</span>
        <span className="grow" />
        {scopes.length > 1 && (
          <Segmented
            value={scope}
            onChange={choose}
            options={scopes.map((one) => ({ value: one, label: t.scopes[one] }))}
            aria-label={t.scope}
          />
        )}
      </header>
      {!isWork && <State title={t.welcome.title}>{t.welcome.lead}</State>}
      {(reads("deals") || hasFollowUps) && (
        <section className="tiles" aria-label={t.figures}>
          <h2 className="sr">{t.figures}</h2>
          {reads("deals") && <DealTiles scope={scope} />}
          {hasFollowUps && <FollowUpTile scope={scope} />}
        </section>
      )}
      <div className={isSettled ? "panels" : "panels waiting"} aria-busy={!isSettled}>
        {sides.map((side, at) => (
          <div key={at}>{side.map((name) => panels[name] && <Fragment key={name}>{panels[name]}</Fragment>)}</div>
        ))}
      </div>
    </div>
  );
}
