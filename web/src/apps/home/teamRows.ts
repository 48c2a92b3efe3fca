import type { Group } from "../../platform/api/queries";
import { linkOf } from "../../platform/fields/kind";

/** What a member of the team has, in one line. */
export interface Member {
  id: string;
  name: string;
  won: number;
  wonCount: number;
  open: number;
  followUps: number;
  tasks: number;
}

export type Figure = "won" | "open" | "followUps" | "tasks";

/** The reports by owner, put together by person. */
export interface TeamReports {
  won: Group[] | undefined;
  open: Group[] | undefined;
  followUps: Group[] | undefined;
  tasks: Group[] | undefined;
}

export function membersOf(reports: TeamReports): Member[] {
  const members = new Map<string, Member>();
  const take = (groups: Group[] | undefined, set: (member: Member, group: Group) => void) => {
    for (const group of groups ?? []) {
      const owner = linkOf(group.keys[0]);
      if (!owner?.id) continue;
      const none = { id: owner.id, name: owner.name ?? owner.id, won: 0, wonCount: 0, open: 0, followUps: 0, tasks: 0 };
      const member = members.get(owner.id) ?? none;
      set(member, group);
      members.set(owner.id, member);
    }
  };
  take(reports.won, (member, { measures }) => {
    member.wonCount = Number(measures[0]);
    member.won = Number(measures[1] ?? 0);
  });
  take(reports.open, (member, { measures }) => {
    member.open = Number(measures[1] ?? 0);
  });
  take(reports.followUps, (member, { measures }) => {
    member.followUps = Number(measures[0]);
  });
  take(reports.tasks, (member, { measures }) => {
    member.tasks = Number(measures[0]);
  });
  return [...members.values()];
}

/** The most first; equals as they are called. */
export function ranked(members: Member[], by: Figure): Member[] {
  return [...members].sort((a, b) => b[by] - a[by] || a.name.localeCompare(b.name, "zh"));
}
