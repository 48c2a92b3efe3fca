import type { App, ModuleSummary } from "../api/types";

export interface Group {
  /** Null for modules of one's own, which belong to no app. */
  app: App | null;
  modules: ModuleSummary[];
}

/** What a person navigates by: the apps that are on, each with the modules that this person reads. */
export function groupsOf(apps: App[], modules: ModuleSummary[]): Group[] {
  const readable = new Map(modules.filter((one) => one.rights.read.length > 0).map((one) => [one.key, one]));
  // Within an app, too, records that belong to somebody come before lists that are kept once.
  const own = (module: ModuleSummary) => (module.owned ? 0 : 1);
  const inApp = (app: App) => app.modules.flatMap((key) => readable.get(key) ?? []).sort((a, b) => own(a) - own(b));
  const groups = apps.filter((app) => app.on).map((app) => ({ app, modules: inApp(app) }));
  const ofApps = new Set(apps.flatMap((app) => app.modules));
  const others = [...readable.values()].filter((module) => !ofApps.has(module.key));
  const all: Group[] = [...groups.sort((a, b) => rank(a) - rank(b)), { app: null, modules: others }];
  return all.filter((group) => group.modules.length > 0);
}

/** Whoever sells works with records of their own: apps of such records come first, directories last. */
function rank({ modules }: Pick<Group, "modules">): number {
  if (modules.some((module) => module.directory !== null)) return 2;
  return modules.some((module) => module.owned) ? 0 : 1;
}
