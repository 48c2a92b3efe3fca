import { useQuery } from "@tanstack/react-query";
import { Switch } from "antd";
import { useState } from "react";
import { api } from "../../api/http";
import { apps as appsQuery } from "../../api/queries";
import type { App } from "../../api/types";
import { useLabel, useLocale } from "../../i18n";
import { listed } from "../../i18n/format";
import { appChange } from "../../setup/queries";
import { say, sayFault } from "../../ui/toasts";
import { useAsk } from "../parts/ask";
import { Loaded } from "../parts/Loaded";
import { Section } from "../parts/Section";
import { useModuleName } from "../parts/useModuleName";
import { everythingChanged } from "../queries";
import { Consequences } from "./Consequences";
import { useWords } from "./words";

/** Which apps are on. What goes with one is told before it goes. */
export default function AppsPage() {
  const w = useWords();
  const query = useQuery(appsQuery);
  return (
    <Section lead={w.lead}>
      <Loaded query={query}>
        {(apps) => (
          <ul className="set-list">
            {apps.map((app) => (
              <AppLine key={app.key} app={app} />
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}

/** What the modules of an app are called: those of one that is off are known by what switching it on would show. */
function useModuleNames({ key, on, modules }: App): string[] {
  const locale = useLocale();
  const nameOf = useModuleName();
  const { data } = useQuery({ ...appChange(key, true, locale), enabled: !on });
  if (on) return modules.map(nameOf);
  return data?.modules.map((module) => module.label) ?? [];
}

function AppLine({ app }: { app: App }) {
  const w = useWords();
  const label = useLabel();
  const locale = useLocale();
  const names = useModuleNames(app);
  const ask = useAsk();
  const [isBusy, setBusy] = useState(false);
  const path = `apps/${app.key}` as const;
  const turn = async (on: boolean) => {
    await api("PATCH", path, { body: { on } });
    await everythingChanged();
  };
  const switchOn = async () => {
    await turn(true);
    say(w.wasOn(label(app)), () => turn(false));
  };
  const askOff = async () => {
    const told = await api("PATCH", path, { body: { on: false, dry_run: true } });
    void ask({
      title: w.offAsk(label(app)),
      content: <Consequences told={told} />,
      okText: w.off,
      isGrave: true,
      width: 480,
      onOk: async () => {
        try {
          await turn(false);
          say(w.wasOff(label(app)), () => turn(true));
        } catch (error) {
          sayFault(error);
        }
      },
    });
  };
  const change = async (on: boolean) => {
    setBusy(true);
    try {
      await (on ? switchOn() : askOff());
    } catch (error) {
      sayFault(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <li>
      <div className="grow">
        <b>{label(app)}</b>
        <small>
          {listed(names, locale)}
          {app.base && ` · ${w.base}`}
        </small>
      </div>
      <Switch
        checked={app.on}
        disabled={app.base}
        loading={isBusy}
        onChange={(on) => void change(on)}
        aria-label={label(app)}
        title={app.base ? w.base : ""}
      />
    </li>
  );
}
