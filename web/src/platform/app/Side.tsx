import {
  GlobalOutlined,
  HomeOutlined,
  LogoutOutlined,
  MoonOutlined,
  SettingOutlined,
  SunOutlined,
} from "@ant-design/icons";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { apps } from "../api/queries";
import { useLabel, usePlural, useText } from "../i18n";
import { QueueSign } from "../offline/QueueSign";
import { useMe } from "../records/useModule";
import { ModuleIcon } from "./icons";
import { groupsOf } from "./navigation";
import { usePrefs } from "./prefs";
import { switchLanguage, useSignOut } from "./session";
import { useIsDark } from "./theme";

/** The navigation: home, the apps that are on with what the person may read in them, settings. */
export function Side({ onClose }: { onClose: (() => void) | undefined }) {
  const t = useText();
  const label = useLabel();
  const plural = usePlural();
  const me = useMe();
  const groups = groupsOf(useSuspenseQuery(apps).data, me.modules);
  return (
    <>
      {onClose && <button type="button" className="veil" onClick={onClose} aria-label={t.record.close} />}
      <nav className="side" aria-label={t.app.menu}>
        <Link to="/" className="brand">
          <span className="mark" aria-hidden="true">
            合
          </span>
          {t.brand}
        </Link>
        <h2>{t.app.workbench}</h2>
        <Link
          to="/"
          className="item"
          activeProps={{ className: "item on", "aria-current": "page" }}
          activeOptions={{ exact: true }}
        >
          <HomeOutlined />
          <span>{t.app.home}</span>
        </Link>
        {groups.map(({ app, modules }) => (
          <div key={app?.key ?? ""}>
            <h2>{app ? label(app) : t.app.own}</h2>
            {modules.map((module) => (
              <Link
                key={module.key}
                to="/records/$module"
                params={{ module: module.key }}
                search={{}}
                className="item"
                activeProps={{ className: "item on", "aria-current": "page" }}
                activeOptions={{ includeSearch: false }}
              >
                <ModuleIcon module={module.key} custom={module.custom} />
                <span>{plural(module)}</span>
              </Link>
            ))}
          </div>
        ))}
        <div className="side-foot">
          <Link to="/settings" className="item" activeProps={{ className: "item on" }}>
            <SettingOutlined />
            <span>{t.app.settings}</span>
          </Link>
          {onClose && <Own />}
        </div>
      </nav>
    </>
  );
}

/** On a phone, where the bar above has no room for them or is another app's: language, theme, the way out. */
function Own() {
  const t = useText();
  const me = useMe();
  const isDark = useIsDark();
  const set = usePrefs((prefs) => prefs.set);
  const signOut = useSignOut();
  return (
    <>
      <QueueSign as="item" />
      <button type="button" className="item" onClick={() => void switchLanguage()}>
        <GlobalOutlined />
        <span>{t.app.language}</span>
      </button>
      <button type="button" className="item" onClick={() => set({ theme: isDark ? "light" : "dark" })}>
        {isDark ? <SunOutlined /> : <MoonOutlined />}
        <span>{isDark ? t.app.light : t.app.dark}</span>
      </button>
      <button type="button" className="item" onClick={signOut}>
        <LogoutOutlined />
        <span>
          {me.person.name} · {t.app.signOut}
        </span>
      </button>
    </>
  );
}
