import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Measure, report } from "../../platform/api/queries";
import type { Leaf } from "../../platform/api/types";
import { toFilter } from "../../platform/filter/filter";
import { useLocale } from "../../platform/i18n";
import { integer, today } from "../../platform/i18n/format";
import { useSums } from "../../platform/records/useSums";
import { Face } from "../../platform/ui/Face";
import { Nothing, Panel } from "./Panel";
import { RowsLink } from "./RowsLink";
import * as rowsOf from "./rows";
import type { Scope } from "./scope";
import { type Figure, type Member, membersOf, ranked } from "./teamRows";
import { useWords } from "./words";

const FEW = 8;
const COUNT: Measure[] = [{ fn: "count" }];
const AMOUNT: Measure[] = [{ fn: "count" }, { fn: "sum", field: "amount" }];

function useByOwner(module: string, rows: Leaf[], measures: Measure[], isRead: boolean) {
  return useQuery({ ...report(module, { filter: toFilter(rows), group_by: ["owner"], measures }), enabled: isRead });
}

interface TeamProps {
  scope: Scope;
  reads: (module: string) => boolean;
}

/** What each person of the team has done and has at hand; every figure opens its rows. */
export function Team({ scope, reads }: TeamProps) {
  const t = useWords();
  const locale = useLocale();
  const [by, setBy] = useState<Figure>("won");
  const [isWhole, setWhole] = useState(false);
  const won = useByOwner("deals", rowsOf.wonThisMonth(scope), AMOUNT, reads("deals"));
  const open = useByOwner("deals", rowsOf.openDeals(scope), AMOUNT, reads("deals"));
  const followUps = useByOwner("activities", rowsOf.followUpsThisWeek(scope), COUNT, reads("activities"));
  const tasks = useByOwner("tasks", rowsOf.overdueTasks(scope, today()), COUNT, reads("tasks"));
  const all = { won: won.data, open: open.data, followUps: followUps.data, tasks: tasks.data };
  const members = ranked(membersOf(all), by);
  const shown = isWhole ? members : members.slice(0, FEW);
  const most = Math.max(1, ...members.map((member) => (by === "open" ? member.open : member.won)));
  const columns: { key: Figure; label: string }[] = [
    ...(reads("deals")
      ? [
          { key: "won" as const, label: t.team.won },
          { key: "open" as const, label: t.team.open },
        ]
      : []),
    ...(reads("activities") ? [{ key: "followUps" as const, label: t.team.followUps }] : []),
    ...(reads("tasks") ? [{ key: "tasks" as const, label: t.team.tasks }] : []),
  ];
  return (
    <Panel title={t.team.title} lead={t.team.lead} query={won} lines={8} className="p-team">
      {members.length === 0 ? (
        <Nothing title={t.team.none} />
      ) : (
        <table className="team">
          <thead>
            <tr>
              <th scope="col">{t.team.person}</th>
              {columns.map(({ key, label }) => (
                <th key={key} scope="col" aria-sort={by === key ? "descending" : undefined} className={`c-${key}`}>
                  <button type="button" onClick={() => setBy(key)} aria-label={t.team.sortBy(label)}>
                    {label}
                    {by === key && <span aria-hidden="true"> ↓</span>}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((member) => (
              <MemberRow key={member.id} member={member} scope={scope} most={most} by={by} columns={columns} />
            ))}
          </tbody>
        </table>
      )}
      {members.length > FEW && (
        <button type="button" className="panel-more" onClick={() => setWhole(!isWhole)}>
          {isWhole ? t.team.showLess : t.team.showAll(integer(members.length, locale))}
        </button>
      )}
    </Panel>
  );
}

interface MemberRowProps {
  member: Member;
  scope: Scope;
  most: number;
  by: Figure;
  columns: { key: Figure }[];
}

function MemberRow({ member, scope, most, by, columns }: MemberRowProps) {
  const locale = useLocale();
  const own: Leaf = { field: "owner", op: "in", value: [{ id: member.id, name: member.name }] };
  // The person stands for the scope, which holds this person's records already.
  const of = (rows: Leaf[]) => [...rows.filter((leaf) => leaf.field !== "owner"), own];
  const money = useSums();
  const cells: Record<Figure, { module: string; view: string; rows: Leaf[]; text: string }> = {
    won: { module: "deals", view: "won_this_quarter", rows: of(rowsOf.wonThisMonth(scope)), text: money(member.won) },
    open: { module: "deals", view: "open", rows: of(rowsOf.openDeals(scope)), text: money(member.open) },
    followUps: {
      module: "activities",
      view: "all",
      rows: of(rowsOf.followUpsThisWeek(scope)),
      text: integer(member.followUps, locale),
    },
    tasks: {
      module: "tasks",
      view: "all",
      rows: of(rowsOf.overdueTasks(scope, today())),
      text: integer(member.tasks, locale),
    },
  };
  const barred = by === "open" ? "open" : "won";
  return (
    <tr>
      <th scope="row">
        <span className="person">
          <Face name={member.name} size={24} />
          <span>{member.name}</span>
        </span>
      </th>
      {columns.map(({ key }) => (
        <td key={key} className={`c-${key}`}>
          {key === barred && (
            <span className="track" aria-hidden="true">
              <i style={{ width: `${(100 * member[key]) / most}%` }} />
            </span>
          )}
          <RowsLink
            module={cells[key].module}
            view={cells[key].view}
            rows={cells[key].rows}
            className={key === "tasks" && member.tasks > 0 ? "num late" : "num"}
          >
            {cells[key].text}
          </RowsLink>
        </td>
      ))}
    </tr>
  );
}
