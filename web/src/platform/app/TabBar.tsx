import { HomeOutlined, PlusOutlined, UserOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import type { ModuleSummary } from "../api/types";
import { useLabel, usePlural, useText } from "../i18n";
import { QueueSign } from "../offline/QueueSign";
import { useForms } from "../records/forms";
import { useMe } from "../records/useModule";
import { appearance } from "./appearance";
import { ModuleIcon } from "./icons";

const tab = { activeProps: { className: "on", "aria-current": "page" as const } };

/** The bar below every page on a phone: today, what one works with most, and in the middle what one makes most. */
export function TabBar({ onMenu }: { onMenu: () => void }) {
  const t = useText();
  const label = useLabel();
  const me = useMe();
  const openForm = useForms((forms) => forms.open);
  const named = (keys: string[]) =>
    keys.map((key) => me.modules.find((one) => one.key === key && one.rights.read.length > 0));
  const [first, second] = named(appearance.tabs);
  const makeable = me.modules.filter((one) => one.rights.create);
  const made = makeable.find((one) => one.key === appearance.made) ?? makeable[0];
  return (
    <nav className="tabbar" aria-label={t.app.menu}>
      <Link to="/" {...tab} activeOptions={{ exact: true }}>
        <HomeOutlined />
        <span>{t.app.home}</span>
      </Link>
      {first && <Tab module={first} />}
      {made && (
        <button
          type="button"
          className="make"
          onClick={() => openForm({ module: made.key })}
          aria-label={t.list.new(label(made))}
        >
          <PlusOutlined />
        </button>
      )}
      {second && <Tab module={second} />}
      <button type="button" className="tab" onClick={onMenu}>
        <UserOutlined />
        <QueueSign as="dot" />
        <span>{t.app.mine}</span>
      </button>
    </nav>
  );
}

function Tab({ module }: { module: ModuleSummary }) {
  const plural = usePlural();
  return (
    <Link
      to="/records/$module"
      params={{ module: module.key }}
      search={{}}
      {...tab}
      activeOptions={{ includeSearch: false }}
    >
      <ModuleIcon module={module.key} custom={module.custom} />
      <span>{plural(module)}</span>
    </Link>
  );
}
