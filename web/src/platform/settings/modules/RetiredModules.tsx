import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useLabel } from "../../i18n";
import { say, sayFault } from "../../ui/toasts";
import { Section } from "../parts/Section";
import { changeModule } from "./changes";
import { type Retired, retiredQuery } from "./retired";
import { useWords } from "./words";

/** Modules of the organisation that are not shown any more and can come back. */
export function RetiredModules() {
  const w = useWords();
  const label = useLabel();
  const { data } = useQuery(retiredQuery);
  const gone = data?.modules ?? [];
  if (gone.length === 0) return null;
  const restore = async (module: Retired) => {
    try {
      await changeModule("PATCH", `modules/${module.key}`, { retired: false });
      say(w.basics.restored(label(module)));
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
              {label(module)} <small>{module.key}</small>
            </span>
            <Button
              size="small"
              onClick={() => void restore(module)}
              aria-label={`${w.field.restore} ${label(module)}`}
            >
              {w.field.restore}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
