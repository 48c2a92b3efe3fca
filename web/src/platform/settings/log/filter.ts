import type { Schema } from "../../api/doors";
import type { Labels } from "../../api/types";
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

/** What an entry names by an id or a key, and what that is called. */
export interface Named {
  /** The account of a log-in. */
  login: (id: string) => string | undefined;
  person: (id: string) => string | undefined;
  role: (key: string) => string | undefined;
  app: (key: string) => string | undefined;
  field: (key: string) => string | undefined;
  /** What can be set of the organisation. */
  setting: (key: string) => string | undefined;
  labels: (labels: Labels) => string;
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/** Who did it: nobody is signed in yet who signs in, but the log-in is known. */
export function doerOf({ person, detail }: Logged, { login }: Pick<Named, "login">): string | undefined {
  return person?.name ?? (isText(detail?.login) ? login(detail.login) : undefined);
}

/** What of an entry's detail can be said in a line: whose log-in, a field, a role, a rule, an address. */
export function gist(entry: Logged, named: Named, onOff: readonly [string, string]): string {
  const detail = entry.detail ?? {};
  const by = (key: string, nameOf: (key: string) => string | undefined) => {
    const value = detail[key];
    return isText(value) ? (nameOf(value) ?? value) : undefined;
  };
  const { roles, on } = detail;
  const said = [
    // The log-in of whoever did it stands before the line already.
    entry.person === null ? undefined : by("login", (id) => named.login(id) ?? ""),
    by("person", named.person),
    by("field", named.field),
    by("role", named.role),
    ...(Array.isArray(roles) ? roles.filter(isText).map((key) => named.role(key) ?? key) : []),
    by("name", (name) => name),
    by("app", named.app),
    calledIn(detail, named),
    ...(entry.kind === "settings_changed" ? settingsIn(detail, named) : []),
    ...(entry.kind === "metadata_changed" ? fieldsIn(detail, named) : []),
    by("address", (address) => address),
  ].filter(isText);
  if (typeof on === "boolean") said.push(on ? onOff[0] : onOff[1]);
  return said.join(" · ");
}

/** What was made, changed or deleted is called as its definition says; a role by its key already. */
function calledIn(detail: Record<string, unknown>, named: Named): string | undefined {
  return "role" in detail ? undefined : labelIn(detail.def ?? detail.to ?? detail.from, named);
}

function labelIn(definition: unknown, { labels }: Named): string | undefined {
  const isLabelled = typeof definition === "object" && definition !== null && "label" in definition;
  return isLabelled && typeof definition.label === "object" ? labels(definition.label as Labels) : undefined;
}

/** What of the organisation was set to what. */
function settingsIn(detail: Record<string, unknown>, { setting }: Named): string[] {
  return Object.entries(detail).map(([key, value]) => `${setting(key) ?? key} ${String(value)}`);
}

/** Which fields of a module were changed. */
function fieldsIn({ from, to }: Record<string, unknown>, named: Named): string[] {
  const of = (patch: unknown) => (patch as { fields?: Record<string, unknown> } | null | undefined)?.fields ?? {};
  const [before, now] = [of(from), of(to)];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(now[key]));
  return changed.map((key) => named.field(key) ?? labelIn(now[key] ?? before[key], named) ?? key);
}
