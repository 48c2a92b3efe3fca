import { QuestionCircleOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Tooltip } from "antd";
import { type Measure, report } from "../../platform/api/queries";
import type { Leaf } from "../../platform/api/types";
import { toFilter } from "../../platform/filter/filter";
import { useLocale } from "../../platform/i18n";
import { integer, today } from "../../platform/i18n/format";
import { useSums } from "../../platform/records/useSums";
import { changeOf } from "./change";
import { RowsLink } from "./RowsLink";
import * as rowsOf from "./rows";
import { ownView, type Scope } from "./scope";
import { useWords } from "./words";

const COUNT: Measure = { fn: "count" };
const AMOUNT: Measure = { fn: "sum", field: "amount" };
const WEIGHTED: Measure = { fn: "sum", field: "weighted_amount" };

/** One figure over all rows that meet the conditions; null as long as it is not known. */
function useTotals(module: string, rows: Leaf[], measures: Measure[]): number[] | null {
  const { data } = useQuery(report(module, { filter: toFilter(rows), group_by: [], measures }));
  if (data === undefined) return null;
  return measures.map((_, at) => Number(data[0]?.measures[at] ?? 0));
}

/** The figures of whoever sells. */
export function DealTiles({ scope }: { scope: Scope }) {
  const t = useWords();
  const locale = useLocale();
  const wonRows = rowsOf.wonThisMonth(scope);
  const openRows = rowsOf.openDeals(scope);
  const closingRows = rowsOf.closingThisMonth(scope);
  const won = useTotals("deals", wonRows, [COUNT, AMOUNT]);
  const before = useTotals("deals", rowsOf.wonLastMonthSoFar(scope, today()), [AMOUNT]);
  const open = useTotals("deals", openRows, [COUNT, AMOUNT, WEIGHTED]);
  const closing = useTotals("deals", closingRows, [COUNT, AMOUNT]);
  const n = (of: number[] | null) => integer(of?.[0] ?? 0, locale);
  const money = useSums();
  const amount = (of: number[] | null, at = 1) => money(of?.[at] ?? 0);
  return (
    <>
      <Tile
        label={t.won.label}
        help={t.won.help(t.of[scope], n(won))}
        module="deals"
        rows={wonRows}
        view="won_this_quarter"
        sort="-closed_on"
        figure={won && amount(won)}
        sub={won && t.deals(n(won))}
        change={won && before && { now: won[1] ?? 0, before: before[0] ?? 0, say: t.versusMonth, none: t.noBefore }}
      />
      <Tile
        label={t.open.label}
        help={t.open.help(t.of[scope], n(open))}
        module="deals"
        rows={openRows}
        view="open"
        sort="expected_close_on"
        figure={open && amount(open)}
        sub={open && t.dealsAndWeighted(n(open), amount(open, 2))}
      />
      <Tile
        label={t.closing.label}
        help={t.closing.help(t.of[scope], n(closing))}
        module="deals"
        rows={closingRows}
        view="closing_this_month"
        sort="expected_close_on"
        figure={closing && amount(closing)}
        sub={closing && t.deals(n(closing))}
      />
    </>
  );
}

/** How much was followed up. */
export function FollowUpTile({ scope }: { scope: Scope }) {
  const t = useWords();
  const locale = useLocale();
  const rows = rowsOf.followUpsThisWeek(scope);
  const now = useTotals("activities", rows, [COUNT]);
  const before = useTotals("activities", rowsOf.followUpsLastWeekSoFar(scope, today()), [COUNT]);
  const n = integer(now?.[0] ?? 0, locale);
  return (
    <Tile
      label={t.followUps.label}
      help={t.followUps.help(t.of[scope], n)}
      module="activities"
      rows={rows}
      view={ownView(scope)}
      sort="-happened_at"
      figure={now && t.times(n)}
      sub={before && t.versusWeek(integer(before[0] ?? 0, locale))}
      change={now && before && { now: now[0] ?? 0, before: before[0] ?? 0, say: (change) => change, none: "" }}
    />
  );
}

interface TileProps {
  label: string;
  help: string;
  module: string;
  rows: Leaf[];
  view?: string | undefined;
  sort: string;
  figure: string | null;
  sub: string | null;
  change?: { now: number; before: number; say: (change: string) => string; none: string } | null;
}

/** A figure, what it means, how it moved, and the way to its rows. */
function Tile({ label, help, module, rows, view, sort, figure, sub, change }: TileProps) {
  const t = useWords();
  const locale = useLocale();
  const moved = change ? changeOf(change.now, change.before, locale) : null;
  return (
    <div className="tile">
      <h3>
        {label}
        <Tooltip title={help} trigger={["hover", "focus"]}>
          <button type="button" aria-label={t.define(label)}>
            <QuestionCircleOutlined />
          </button>
        </Tooltip>
      </h3>
      {figure === null ? (
        <span className="sk" style={{ width: "60%", height: 22, margin: "6px 0" }} />
      ) : (
        <RowsLink module={module} rows={rows} view={view} sort={sort} className="tile-figure num">
          {figure}
        </RowsLink>
      )}
      <p className="num dim">
        {sub}
        {change && moved && <span className={moved.isUp ? "up" : "late"}>{change.say(moved.text)}</span>}
        {change && !moved && change.none && <span>{change.none}</span>}
      </p>
    </div>
  );
}
