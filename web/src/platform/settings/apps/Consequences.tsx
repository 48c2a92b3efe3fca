import { useLocale } from "../../i18n";
import { integer } from "../../i18n/format";
import { useWords } from "./words";

/** What the server says comes or goes with an app. */
export interface Switched {
  modules: { key: string; label: string; records: number | null }[];
  links: string[];
  views: number;
  sharing_rules: number;
}

/** What is hidden when an app is switched off. */
export function Consequences({ told }: { told: Switched }) {
  const w = useWords();
  const locale = useLocale();
  return (
    <>
      <p>{w.offLead}</p>
      <ul className="set-told">
        {told.modules.map((module) => (
          <li key={module.key}>
            {module.label}{" "}
            {module.records !== null && <span className="num dim">{w.records(integer(module.records, locale))}</span>}
          </li>
        ))}
        {told.links.length > 0 && <li title={told.links.join("\n")}>{w.links(told.links.length)}</li>}
        {told.views > 0 && <li>{w.views(told.views)}</li>}
        {told.sharing_rules > 0 && <li>{w.rules(told.sharing_rules)}</li>}
      </ul>
      <p className="dim">{w.kept}</p>
    </>
  );
}
