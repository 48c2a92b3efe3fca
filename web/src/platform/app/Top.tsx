import { MenuOutlined, MoonOutlined, PlusOutlined, SearchOutlined, SunOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useLabel, useText } from "../i18n";
import { QueueSign } from "../offline/QueueSign";
import { useForms } from "../records/forms";
import { useMe } from "../records/useModule";
import { Face } from "../ui/Face";
import { usePrefs } from "./prefs";
import { switchLanguage, useSignOut } from "./session";
import { useIsDark } from "./theme";
import { usePalette } from "./usePalette";

/** The bar above every page: search, quick create, theme, language, the person. */
export function Top({ onMenu }: { onMenu: (() => void) | undefined }) {
  const t = useText();
  const openPalette = usePalette((palette) => palette.open);
  const isDark = useIsDark();
  const set = usePrefs((prefs) => prefs.set);
  return (
    <header className="top">
      {onMenu && <Button type="text" icon={<MenuOutlined />} onClick={onMenu} aria-label={t.app.menu} />}
      <button type="button" className="search" onClick={openPalette}>
        <SearchOutlined />
        <span>{t.app.search}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <span className="grow" />
      <QueueSign as="button" isShort={onMenu !== undefined} />
      <QuickCreate />
      <Button
        type="text"
        icon={isDark ? <SunOutlined /> : <MoonOutlined />}
        onClick={() => set({ theme: isDark ? "light" : "dark" })}
        aria-label={isDark ? t.app.light : t.app.dark}
      />
      <Button type="text" className="language" onClick={() => void switchLanguage()}>
        {t.app.language}
      </Button>
      <Account />
    </header>
  );
}

function QuickCreate() {
  const t = useText();
  const label = useLabel();
  const me = useMe();
  const openForm = useForms((forms) => forms.open);
  const made = me.modules.filter((module) => module.rights.create && (module.owned || module.custom));
  if (made.length === 0) return null;
  const items = made.map((module) => ({
    key: module.key,
    label: label(module),
    onClick: () => openForm({ module: module.key }),
  }));
  return (
    <Dropdown trigger={["click"]} menu={{ items }}>
      <Button type="text" icon={<PlusOutlined />}>
        {t.app.create}
      </Button>
    </Dropdown>
  );
}

function Account() {
  const t = useText();
  const me = useMe();
  const signOut = useSignOut();
  const items = [
    { key: "who", label: `${me.person.name} · ${me.roles.map((role) => role.label).join("、")}`, disabled: true },
    { key: "out", label: t.app.signOut, onClick: signOut },
  ];
  return (
    <Dropdown trigger={["click"]} menu={{ items }}>
      <button type="button" className="who" aria-label={t.app.account(me.person.name)}>
        <Face name={me.person.name} size={28} />
      </button>
    </Dropdown>
  );
}
