import { Link } from "@tanstack/react-router";
import { Segmented } from "antd";
import { type Density, type Theme, usePrefs } from "../../app/prefs";
import { switchLanguage } from "../../app/session";
import { useLocale } from "../../i18n";
import { listed } from "../../i18n/format";
import { useMe } from "../../records/useModule";
import { Face } from "../../ui/Face";
import { Row, Section } from "../parts/Section";
import { Password } from "./Password";
import { Sessions } from "./Sessions";
import { useWords } from "./words";

/** Who I am, how I like it, my password and where I am signed in. */
export default function AccountPage() {
  return (
    <>
      <Who />
      <Prefs />
      <Password />
      <Sessions />
    </>
  );
}

function Who() {
  const w = useWords();
  const locale = useLocale();
  const me = useMe();
  return (
    <Section title={w.who}>
      <div className="set-who">
        <Face name={me.person.name} size={48} />
        <div className="grow">
          <b>{me.person.name}</b>
          <p className="dim">
            {me.roles.length > 0
              ? listed(
                  me.roles.map((role) => role.label),
                  locale,
                )
              : w.noRoles}
          </p>
        </div>
        <Link to="/records/$module/$id" params={{ module: me.person_module, id: me.person.id }}>
          {w.record}
        </Link>
      </div>
    </Section>
  );
}

function Prefs() {
  const w = useWords();
  const locale = useLocale();
  const { theme, density, set } = usePrefs();
  const themes = (["light", "dark", "system"] as Theme[]).map((value) => ({ value, label: w.themes[value] }));
  const densities = (["compact", "normal", "roomy"] as Density[]).map((value) => ({
    value,
    label: w.densities[value],
  }));
  const languages = [
    { value: "zh", label: w.languages.zh },
    { value: "en", label: w.languages.en },
  ];
  return (
    <Section title={w.prefs} lead={w.prefsLead}>
      <Choice
        label={w.language}
        value={locale}
        options={languages}
        onChange={(next) => next !== locale && void switchLanguage()}
      />
      <Choice label={w.theme} value={theme} options={themes} onChange={(next) => set({ theme: next as Theme })} />
      <Choice
        label={w.density}
        value={density}
        options={densities}
        onChange={(next) => set({ density: next as Density })}
      />
    </Section>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <Row label={label}>
      {(id) => <Segmented id={id} aria-label={label} value={value} options={options} onChange={onChange} />}
    </Row>
  );
}
