import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useLocale } from "../../i18n";
import { useMe } from "../../records/useModule";
import { say, sayFault } from "../../ui/toasts";
import { Section } from "../parts/Section";
import { changeModule } from "./changes";
import { patchesQuery, type Retired, retiredModules } from "./retired";
import { useWords } from "./words";

/** Modules of the organisation that are not shown any more and can come back. */
export function RetiredModules() {
  const w = useWords();
  const locale = useLocale();
  const { modules } = useMe();
  const { data } = useQuery(patchesQuery);
  const gone = data ? retiredModules(data).filter(({ key }) => !modules.some((module) => module.key === key)) : [];
  if (gone.length === 0) return null;
  const nameOf = ({ key, labels }: Retired) => labels[locale] ?? labels.zh ?? labels.en ?? key;
  const restore = async (module: Retired) => {
    try {
      await changeModule("PATCH", `modules/${module.key}`, { retired: false });
      say(w.basics.restored(nameOf(module)));
    } catch (error) {
      sayFault(error);
    }
  };
  return (
    <Section title={w.basics.retiredModules}>
      <ul className="set-list">
        {gone.map((module) => (
          <li key={module.key}>
            <span className="grow">
              {nameOf(module)} <small>{module.key}</small>
            </span>
            <Button
              size="small"
              onClick={() => void restore(module)}
              aria-label={`${w.field.restore} ${nameOf(module)}`}
            >
              {w.field.restore}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
