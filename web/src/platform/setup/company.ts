import type { SetUp } from "./queries";

/** What the form begins with. */
export const START: SetUp = {
  account: "",
  name: "",
  password: "",
  organisation: { name: "", zone: "Asia/Shanghai", currency: "CNY" },
};

export type Needed = "organisation.name" | "name" | "account" | "password" | "token";

/** What is needed and was not filled in, in the order of the form. */
export function missingIn(said: SetUp, isTokenNeeded: boolean): Needed[] {
  const { organisation, name, account, password, token = "" } = said;
  const needed: [Needed, string][] = [
    ["organisation.name", organisation.name],
    ["name", name],
    ["account", account],
    ["password", password],
  ];
  if (isTokenNeeded) needed.push(["token", token]);
  return needed.filter(([, value]) => value.trim() === "").map(([key]) => key);
}
