import { readFileSync } from "node:fs";
import type { Person } from "./world";

/** Every route of the route table, so that a new one is looked at without a line here. */
const paths = [...readFileSync("src/routes.tsx", "utf8").matchAll(/path: "([^"]+)"/g)].map((match) => match[1] ?? "");
const tables = ["src/platform/settings/pages.ts", "src/apps/sales/settings/pages.ts"];
const settings = tables.flatMap((table) => [
  ...readFileSync(table, "utf8").matchAll(/(?:page\(|\bkey: )"([a-z_-]+)"/g),
]);
if (settings.length < 10) throw new Error("the pages of the settings are not found any more");

/** The addresses of all pages of whoever has signed in, with a record where one is asked for. */
export async function addresses(person: Person): Promise<string[]> {
  const first = async (module: string) => {
    const { records } = await person.api<{ records: { id: string }[] }>("GET", `records/${module}?limit=1`);
    return records[0]?.id ?? "";
  };
  const [account, deal] = [await first("accounts"), await first("deals")];
  const given = (path: string): string[] => {
    if (path.includes("$page")) return settings.map((match) => path.replace("$page", match[1] ?? ""));
    return [path.replace("$module", "accounts").replace("$id", account)];
  };
  const own = paths.filter((path) => path !== "/sign-in" && path !== "/setup").flatMap(given);
  const more = ["/records/deals?board=stage", `/records/accounts?view=all&open=${account}`, `/records/deals/${deal}`];
  return [...own, ...more, "/records/employees?view=all", "/records/tasks?view=all"];
}
