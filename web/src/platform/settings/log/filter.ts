import type { Schema } from "../../api/doors";
import { beginningOf, daysLater } from "../../i18n/format";

/** What was logged. */
export type Logged = Schema["AccessEntry"];

/** What the log is narrowed to; days as they are in the organisation's time zone, both included. */
export interface LogFilter {
  record?: string | undefined;
  kind?: string | undefined;
  module?: string | undefined;
  person?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string | undefined): text is string => text !== undefined && DAY.test(text);

/** Where the server is asked for what meets the filter. */
export function logPath({ since, until, ...same }: LogFilter) {
  const params = new URLSearchParams();
  for (const key of ["record", "kind", "module", "person"] as const) if (same[key]) params.set(key, same[key]);
  if (isDay(since)) params.set("since", beginningOf(since));
  // The server leaves out the moment at which it ends: that is the beginning of the next day.
  if (isDay(until)) params.set("until", beginningOf(daysLater(until, 1)));
  const query = params.toString();
  return query === "" ? ("access-log" as const) : (`access-log?${query}` as const);
}

export function isNarrowed(filter: LogFilter): boolean {
  return logPath(filter) !== "access-log";
}

/** Kinds of what is logged, in their groups. */
export const KINDS = {
  reads: ["reveal", "export", "download"],
  signIn: [
    "signed_in",
    "session_closed",
    "sessions_closed",
    "password_set",
    "key_created",
    "key_revoked",
    "login_added",
    "login_disabled",
    "login_enabled",
  ],
  rights: [
    "role_created",
    "role_changed",
    "role_deleted",
    "role_members_set",
    "roles_of_person_set",
    "sharing_rule_created",
    "sharing_rule_changed",
    "sharing_rule_deleted",
    "group_created",
    "group_changed",
    "group_deleted",
    "team_set",
    "team_removed",
    "view_shared",
  ],
  settings: ["settings_changed", "metadata_changed", "app_switched", "set_up", "demo_data"],
} as const;

/** Who did it: nobody is signed in yet who signs in, but the log-in is known. */
export function doerOf({ person, detail }: Logged, accounts: ReadonlyMap<string, string>): string | undefined {
  return person?.name ?? (typeof detail?.login === "string" ? accounts.get(detail.login) : undefined);
}

/** What of an entry's detail can be said in a line: a field, an account, an address. */
export function gist(entry: Logged, accounts: ReadonlyMap<string, string>, onOff: readonly [string, string]): string {
  const { login, address, field, name, account, app, on } = entry.detail ?? {};
  // The log-in of whoever did it stands before the line already.
  const whose = typeof login === "string" && entry.person !== null ? accounts.get(login) : undefined;
  const parts = [whose, account, field, name, app, address];
  const said = parts.filter((part): part is string => typeof part === "string" && part !== "");
  if (typeof on === "boolean") said.push(on ? onOff[0] : onOff[1]);
  return said.join(" · ");
}
