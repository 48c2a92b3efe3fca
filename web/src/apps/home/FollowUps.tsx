import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { someOf } from "../../platform/api/queries";
import type { RecordRow } from "../../platform/api/types";
import { linkOf } from "../../platform/fields/kind";
import { toFilter } from "../../platform/filter/filter";
import { useLocale } from "../../platform/i18n";
import { day, dayOf, daysBetween, integer, today } from "../../platform/i18n/format";
import { Face } from "../../platform/ui/Face";
import { Nothing, Panel } from "./Panel";
import { RowsLink } from "./RowsLink";
import { accountsToFollowUp } from "./rows";
import type { Scope } from "./scope";
import { useFollowUp } from "./useFollowUp";
import { useWords } from "./words";

const SHOWN = 8;

/** Customers whose day to be followed up has come, the longest waiting first. */
export function FollowUps({ scope, canWrite }: { scope: Scope; canWrite: boolean }) {
  const t = useWords();
  const locale = useLocale();
  const rows = accountsToFollowUp(scope, today());
  const query = useQuery(someOf("accounts", { filter: toFilter(rows), sort: "next_follow_up_on" }, SHOWN));
  const total = query.data?.total?.value ?? 0;
  const accounts = query.data?.records ?? [];
  const aside = total > 0 && (
    <RowsLink module="accounts" rows={rows} view={scope === "mine" ? "mine" : undefined} sort="next_follow_up_on">
      {t.all(integer(total, locale))}
    </RowsLink>
  );
  return (
    <Panel title={t.accounts.title} aside={aside} query={query} className="p-accounts">
      {accounts.length === 0 && <Nothing title={t.accounts.none} lead={t.accounts.noneLead} />}
      <ul>
        {accounts.map((account) => (
          <Account key={account.id} account={account} canWrite={canWrite} hasOwner={scope !== "mine"} />
        ))}
      </ul>
    </Panel>
  );
}

function Account({ account, canWrite, hasOwner }: { account: RecordRow; canWrite: boolean; hasOwner: boolean }) {
  const t = useWords();
  const locale = useLocale();
  const followUp = useFollowUp();
  const late = daysBetween(String(account.next_follow_up_on), today());
  const last = typeof account.last_followed_up_at === "string" ? day(dayOf(account.last_followed_up_at), locale) : null;
  const owner = hasOwner ? linkOf(account.owner)?.name : null;
  return (
    <li className="line">
      <div className="grow">
        <Link to="/records/$module/$id" params={{ module: "accounts", id: account.id }} className="line-title cut">
          {account.name}
        </Link>
        <p className="cut dim">
          {owner && (
            <span className="person">
              <Face name={owner} size={18} />
              <span>{owner}</span>
            </span>
          )}
          <span>{last === null ? t.accounts.never : t.accounts.last(last)}</span>
        </p>
      </div>
      <span className={late > 0 ? "num late" : "num dim"}>
        {late > 0 ? t.accounts.overdue(late) : t.accounts.today}
      </span>
      {canWrite && (
        <Button
          size="small"
          onClick={() => followUp({ account: { id: account.id, name: account.name } })}
          aria-label={t.accounts.writeFor(account.name)}
        >
          {t.accounts.write}
        </Button>
      )}
    </li>
  );
}
