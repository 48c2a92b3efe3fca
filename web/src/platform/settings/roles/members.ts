import { api } from "../../api/http";
import { type Asked, queryClient } from "../../api/queries";
import type { Filter } from "../../api/types";
import { door } from "../queries";

/** Most values of one condition. */
const MOST_VALUES = 500;

/** A condition that holds for these records; nothing meets it when there are none. */
export function amongIds(ids: string[]): Filter {
  const leaves: Filter[] = [];
  for (let at = 0; at < Math.max(ids.length, 1); at += MOST_VALUES) {
    leaves.push({ field: "id", op: "in", value: ids.slice(at, at + MOST_VALUES) });
  }
  return leaves.length === 1 && leaves[0] ? leaves[0] : { any: leaves };
}

/** What is asked for to show the members of a role by name, with what tells apart those who are called alike. */
export async function membersAsked(role: string, q: string, beside: string | undefined): Promise<Asked> {
  const { members } = await queryClient.fetchQuery({ ...door(`roles/${role}/members`), staleTime: 0 });
  return {
    filter: amongIds(members),
    q: q || undefined,
    sort: "name",
    fields: beside === undefined ? ["name"] : ["name", beside],
  };
}

export function withMembers(members: string[], added: string[]): string[] {
  return [...new Set([...members, ...added])];
}

export function withoutMembers(members: string[], removed: string[]): string[] {
  return members.filter((id) => !removed.includes(id));
}

/** Changes who has a role, from who has it now: what somebody else did in the meantime stays. */
export async function changeMembers(role: string, change: (members: string[]) => string[]): Promise<void> {
  const path = `roles/${role}/members` as const;
  const { members } = await api("GET", path);
  await api("PUT", path, { body: { members: change(members) } });
}
