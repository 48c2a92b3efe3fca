import { useQuery } from "@tanstack/react-query";
import { report } from "../../platform/api/queries";
import { toFilter } from "../../platform/filter/filter";
import { useLocale } from "../../platform/i18n";
import { integer, month, today } from "../../platform/i18n/format";
import { useSums } from "../../platform/records/useSums";
import { Nothing, Panel } from "./Panel";
import { firstOfMonth } from "./period";
import { RowsLink } from "./RowsLink";
import { wonInMonth, wonSince } from "./rows";
import type { Scope } from "./scope";
import { useWords } from "./words";

const MONTHS = 12;

/** What was won in each of the last twelve months. */
export function Trend({ scope }: { scope: Scope }) {
  const t = useWords();
  const locale = useLocale();
  const money = useSums();
  const now = today();
  const months = Array.from({ length: MONTHS }, (_, at) => firstOfMonth(now, at - MONTHS + 1));
  const asked = {
    filter: toFilter(wonSince(scope, firstOfMonth(now, 1 - MONTHS))),
    group_by: [{ field: "closed_on", bucket: "month" }],
    measures: [{ fn: "count" as const }, { fn: "sum" as const, field: "amount" }],
  };
  const query = useQuery(report("deals", asked));
  const bars = months.map((first) => {
    const group = query.data?.find((one) => one.keys[0] === first);
    return { first, count: Number(group?.measures[0] ?? 0), amount: Number(group?.measures[1] ?? 0) };
  });
  const most = Math.max(1, ...bars.map((bar) => bar.amount));
  const isEmpty = bars.every((bar) => bar.count === 0);
  return (
    <Panel title={t.trend.title} lead={t.trend.lead} query={query} className="p-trend">
      {isEmpty ? (
        <Nothing title={t.trend.none} />
      ) : (
        <ol className="bars">
          {bars.map(({ first, count, amount }) => {
            const name = month(first, locale);
            const said = money(amount);
            return (
              <li key={first}>
                <RowsLink
                  module="deals"
                  rows={wonInMonth(scope, first)}
                  sort="-closed_on"
                  title={t.trend.month(name, said, integer(count, locale))}
                >
                  <span className="bar-value num">{said}</span>
                  <i style={{ height: `${Math.max(1, (100 * amount) / most)}%` }} />
                  <span className="bar-name num">{name}</span>
                </RowsLink>
              </li>
            );
          })}
        </ol>
      )}
    </Panel>
  );
}
