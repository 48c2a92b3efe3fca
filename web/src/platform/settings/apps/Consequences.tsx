import { useLocale } from "../../i18n";
import { integer } from "../../i18n/format";
import type { AppChange } from "../../setup/queries";
import { useWords } from "./words";

/** What is hidden when an app is switched off. */
export function Consequences({ told }: { told: AppChange }) {
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
