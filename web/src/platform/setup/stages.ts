import type { App } from "../api/types";

export const STAGES = ["startup", "growing", "mature"] as const;
export type Stage = (typeof STAGES)[number];

export const TRADES = ["general", "sales", "projects", "diversified"] as const;
export type Trade = (typeof TRADES)[number];

/** Apps that a company of a stage begins with; "all" where it wants every one. */
const BY_STAGE: Record<Stage, readonly string[] | "all"> = {
  startup: ["team", "work", "performance", "growth"],
  growing: ["team", "work", "performance", "growth", "customers", "sales", "marketing", "service"],
  mature: "all",
};

/** Apps that a trade needs from day one, whatever the stage. */
const BY_TRADE: Record<Trade, readonly string[] | "all"> = {
  general: [],
  sales: ["customers", "sales"],
  projects: ["projects"],
  diversified: "all",
};

/** The apps, of those that there are, which suit a stage and a trade. Base apps are always among them. */
export function suited(apps: App[], stage: Stage, trade: Trade): string[] {
  const wanted = [BY_STAGE[stage], BY_TRADE[trade]];
  const isSuited = (app: App) => app.base || wanted.some((keys) => keys === "all" || keys.includes(app.key));
  return apps.filter(isSuited).map((app) => app.key);
}

/** The apps that have to be switched so that these, and the base apps, are on. */
export function switchesTo(apps: App[], wanted: string[]): { key: string; on: boolean }[] {
  return apps.flatMap((app) => {
    const on = app.base || wanted.includes(app.key);
    return on === app.on ? [] : [{ key: app.key, on }];
  });
}
