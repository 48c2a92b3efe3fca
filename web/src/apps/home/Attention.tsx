import { useQueries, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { countOf, someOf } from "../../platform/api/queries";
import type { Filter, RecordRow } from "../../platform/api/types";
import { linkOf } from "../../platform/fields/kind";
import { both, toFilter } from "../../platform/filter/filter";
import { useLocale } from "../../platform/i18n";
import { integer, shortMoney, today } from "../../platform/i18n/format";
import { useForms } from "../../platform/records/forms";
import { Face } from "../../platform/ui/Face";
import { type Reason, reasonsOf } from "./concerns";
import { Nothing, Panel } from "./Panel";
import { daysLater, eveningOf } from "./period";
import { RowsLink } from "./RowsLink";
import { type Concern, concerns, openDeals } from "./rows";
import type { Scope } from "./scope";
import { useFollowUp } from "./useFollowUp";
import { useWords, wordsNow } from "./words";

const SHOWN = 6;
const KINDS: Concern[] = ["overdue", "stuck", "noStep"];

interface AttentionProps {
  scope: Scope;
  canFollowUp: boolean;
  canRemind: boolean;
}

/** Open deals that are late, stand still or have no next step, the largest first, each with its reasons. */
export function Attention({ scope, canFollowUp, canRemind }: AttentionProps) {
  const t = useWords();
  const locale = useLocale();
  const now = today();
  const leaves = openDeals(scope);
  const any: Filter = { any: KINDS.map((kind) => concerns[kind](now)) };
  const query = useQuery(someOf("deals", { filter: both(toFilter(leaves), any), sort: "-amount" }, SHOWN));
  const behind = KINDS.map((kind) => ({ kind, rows: [...leaves, concerns[kind](now)] }));
  const counts = useQueries({ queries: behind.map(({ rows }) => countOf("deals", toFilter(rows) ?? null)) });
  const deals = query.data?.records ?? [];
  return (
    <Panel title={t.attention.title} query={query} className="p-attention">
      <div className="reasons">
        {behind.map(({ kind, rows }, at) => {
          const count = counts[at]?.data;
          if (!count || count.value === 0) return null;
          return (
            <RowsLink key={kind} module="deals" rows={rows} view="open" sort="-amount" className="reason">
              {t.attention.counts[kind](integer(count.value, locale))}
            </RowsLink>
          );
        })}
      </div>
      {deals.length === 0 && <Nothing title={t.attention.none} lead={t.attention.noneLead} />}
      <ul>
        {deals.map((deal) => (
          <Deal key={deal.id} deal={deal} isOthers={scope !== "mine"} canFollowUp={canFollowUp} canRemind={canRemind} />
        ))}
      </ul>
    </Panel>
  );
}

interface DealProps extends Omit<AttentionProps, "scope"> {
  deal: RecordRow;
  isOthers: boolean;
}

function Deal({ deal, isOthers, canFollowUp, canRemind }: DealProps) {
  const t = useWords();
  const locale = useLocale();
  const openForm = useForms((forms) => forms.open);
  const followUp = useFollowUp();
  const reasons = reasonsOf(deal, today());
  const owner = isOthers ? linkOf(deal.owner) : null;
  const link = { id: deal.id, name: deal.name };
  const remind = () => {
    const subject = wordsNow().attention.reminder(deal.name);
    const start = {
      subject,
      owner: deal.owner,
      deal: link,
      account: deal.account,
      due_at: eveningOf(daysLater(today(), 1)),
      status: "not_started",
    };
    openForm({ module: "tasks", start });
  };
  const facts = [
    linkOf(deal.stage)?.name,
    deal.amount == null ? null : shortMoney(Number(deal.amount), String(deal.amount_currency), locale),
  ];
  return (
    <li className={reasons[0]?.kind === "overdue" ? "line bar" : "line bar mild"}>
      <div className="grow">
        <Link to="/records/$module/$id" params={{ module: "deals", id: deal.id }} className="line-title cut">
          {deal.name}
        </Link>
        <p className="cut">
          {reasons.map((reason) => (
            <span key={reason.kind} className={reason.kind === "overdue" ? "late" : "warn"}>
              {textOf(reason, t)}
            </span>
          ))}
        </p>
        <p className="cut dim num">
          {owner?.name && (
            <span className="person">
              <Face name={owner.name} size={18} />
              <span>{owner.name}</span>
            </span>
          )}
          {facts.filter(Boolean).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
      </div>
      {owner !== null && canRemind ? (
        <Button size="small" onClick={remind} aria-label={t.attention.remindFor(deal.name)}>
          {t.attention.remind}
        </Button>
      ) : (
        canFollowUp && (
          <Button
            size="small"
            onClick={() => followUp({ account: deal.account, deal: link })}
            aria-label={t.accounts.writeFor(deal.name)}
          >
            {t.accounts.write}
          </Button>
        )
      )}
    </li>
  );
}

function textOf({ kind, days }: Reason, t: ReturnType<typeof useWords>): string {
  return kind === "noStep" ? t.attention.noStep : t.attention[kind](days);
}
