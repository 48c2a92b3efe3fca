import { useQuery } from "@tanstack/react-query";
import { report } from "../../platform/api/queries";
import type { Leaf } from "../../platform/api/types";
import { linkOf } from "../../platform/fields/kind";
import { toFilter } from "../../platform/filter/filter";
import { useLocale } from "../../platform/i18n";
import { integer } from "../../platform/i18n/format";
import { useSums } from "../../platform/records/useSums";
import { Nothing, Panel } from "./Panel";
import { RowsLink } from "./RowsLink";
import { openDeals } from "./rows";
import type { Scope } from "./scope";
import { useWords } from "./words";

/** Where the open deals stand, in the order of the stages. */
export function Stages({ scope }: { scope: Scope }) {
  const t = useWords();
  const locale = useLocale();
  const money = useSums();
  const rows = openDeals(scope);
  const asked = {
    filter: toFilter(rows),
    group_by: ["stage", "stage.order"],
    measures: [{ fn: "count" as const }, { fn: "sum" as const, field: "amount" }],
    order: [{ key: 1 }],
  };
  const query = useQuery(report("deals", asked));
  const stages = (query.data ?? []).flatMap(({ keys, measures }) => {
    const link = linkOf(keys[0]);
    return link?.id
      ? [{ id: link.id, name: link.name ?? "", count: Number(measures[0]), amount: Number(measures[1] ?? 0) }]
      : [];
  });
  const most = Math.max(1, ...stages.map((stage) => stage.amount));
  return (
    <Panel title={t.stages.title} lead={t.stages.lead} query={query} className="p-stages">
      {stages.length === 0 && <Nothing title={t.stages.none} />}
      <ul className="stages">
        {stages.map(({ id, name, count, amount }) => {
          const leaf: Leaf = { field: "stage", op: "in", value: [{ id, name }] };
          return (
            <li key={id}>
              <RowsLink module="deals" rows={[...rows, leaf]} view="open" sort="-amount">
                <span className="cut">{name}</span>
                <span className="track" aria-hidden="true">
                  <i style={{ width: `${(100 * amount) / most}%` }} />
                </span>
                <b className="num">{money(amount)}</b>
                <span className="num dim">{t.deals(integer(count, locale))}</span>
              </RowsLink>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
