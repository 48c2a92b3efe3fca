import type { Leaf, Me, ModuleSummary } from "../../platform/api/types";

/** Whose records the figures are made of. */
export type Scope = "mine" | "team" | "all";

export function ownedBy(scope: Scope): Leaf[] {
  if (scope === "all") return [];
  return [{ field: "owner", op: scope === "mine" ? "is_me" : "under_me" }];
}

/** The view of follow-ups and tasks that holds the scope, where one does. */
export function ownView(scope: Scope): string | undefined {
  return scope === "all" ? undefined : scope === "mine" ? "mine" : "my_team";
}

/** What a person can choose: whoever sees the records of others sees those of the team, whoever sees all sees all. */
export function scopesOf(me: Me): Scope[] {
  const reads = readable(me)
    .filter((module) => module.owned)
    .flatMap((module) => module.rights.read);
  if (reads.includes("all")) return ["mine", "team", "all"];
  // Own records and those of subordinates is what a salesperson has, mostly without subordinates.
  return reads.some((scope) => scope.startsWith("department")) ? ["mine", "team"] : ["mine"];
}

/** The modules that the person reads. */
export function readable(me: Me): ModuleSummary[] {
  return me.modules.filter((module) => module.rights.read.length > 0);
}
