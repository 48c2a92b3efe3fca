import type { Schema } from "../../api/doors";

/** What was logged. */
export type Logged = Schema["AccessEntry"];

export interface LogFilter {
  kind?: string | undefined;
  module?: string | undefined;
  person?: string | undefined;
}

/** The entries that meet the filter; a filter that says nothing lets everything through. */
export function matching(entries: Logged[], { kind, module, person }: LogFilter): Logged[] {
  return entries.filter(
    (entry) =>
      (kind === undefined || entry.kind === kind) &&
      (module === undefined || entry.module === module) &&
      (person === undefined || entry.person?.id === person),
  );
}

/** What of an entry's detail can be said in a line: a field, an account, an address. */
export function gist(entry: Logged, accounts: ReadonlyMap<string, string>): string {
  const { login, address, field, name, account, app, on } = entry.detail ?? {};
  const parts = [typeof login === "string" ? accounts.get(login) : undefined, account, field, name, app, address];
  const said = parts.filter((part): part is string => typeof part === "string" && part !== "");
  if (typeof on === "boolean") said.push(on ? "on" : "off");
  return said.join(" · ");
}
