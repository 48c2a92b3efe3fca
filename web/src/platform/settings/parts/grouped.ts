import type { App, ModuleSummary } from "../../api/types";

export interface ModuleGroup {
  /** Null for modules of no app. */
  app: App | null;
  modules: ModuleSummary[];
}

/** Modules by their apps, in the order of the apps; those of no app stand last. An app without any is left out. */
export function grouped(modules: ModuleSummary[], apps: App[]): ModuleGroup[] {
  const ofApps = apps.map((app) => ({ app, modules: modules.filter((module) => module.app === app.key) }));
  const loose = modules.filter((module) => !apps.some((app) => app.key === module.app));
  return [...ofApps, { app: null, modules: loose }].filter((group) => group.modules.length > 0);
}
