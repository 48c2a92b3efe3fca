import { STAGES, type Stage, TRADES, type Trade } from "./stages";

export const STEPS = ["company", "apps", "people", "customers"] as const;
export type Step = (typeof STEPS)[number];

/** What the address of the set-up wizard holds. */
export interface SetupSearch {
  step?: Step;
  stage?: Stage;
  trade?: Trade;
  /** What the server printed when it started; whoever knows it may set up. */
  token?: string | undefined;
}

export function readSetupSearch(search: Record<string, unknown>): SetupSearch {
  const read = {
    step: STEPS.find((one) => one === search.step),
    stage: STAGES.find((one) => one === search.stage),
    trade: TRADES.find((one) => one === search.trade),
    // A token of digits alone is read as a number by the router.
    token: search.token === undefined ? undefined : String(search.token),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** Where whoever comes to a step of the wizard belongs; null when it is there. */
export function belongsTo(
  step: Step,
  isNeeded: boolean,
  me: { admin: boolean } | null,
): Step | "sign-in" | "home" | null {
  if (isNeeded) return step === "company" ? null : "company";
  if (me === null) return "sign-in";
  if (!me.admin) return "home";
  return step === "company" ? "apps" : null;
}
