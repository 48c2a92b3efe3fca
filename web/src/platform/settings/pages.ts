import { type ComponentType, lazy } from "react";
import type { Me } from "../api/types";
import { en } from "./i18n.en";
import { zh } from "./i18n.zh";
import { type SettingsEntry, type SettingsGroup, settingsOfApps } from "./registry";

const everybody = () => true;
const administrators = (me: Me) => me.admin;
const exporters = (me: Me) => me.modules.some((module) => module.rights.export);
const deleters = (me: Me) => me.modules.some((module) => module.rights.delete.length > 0);

type Name = keyof typeof zh.pages;

function page(
  key: Name,
  group: SettingsGroup,
  canSee: SettingsEntry["canSee"],
  load: () => Promise<{ default: ComponentType }>,
): SettingsEntry {
  return { key, group, canSee, label: { zh: zh.pages[key], en: en.pages[key] }, component: lazy(load) };
}

/** The pages of the platform, in the order of the menu. */
const OWN: SettingsEntry[] = [
  page("account", "mine", everybody, () => import("./account/AccountPage")),
  page("api-keys", "mine", everybody, () => import("./keys/KeysPage")),
  page("exports", "mine", exporters, () => import("./exports/ExportsPage")),
  page("recycle-bin", "mine", deleters, () => import("./bin/BinPage")),
  page("organisation", "organisation", administrators, () => import("./organisation/OrganisationPage")),
  page("people", "organisation", administrators, () => import("./people/PeoplePage")),
  page("roles", "data", administrators, () => import("./roles/RolesPage")),
  page("sharing", "data", administrators, () => import("./sharing/SharingPage")),
  page("why", "data", administrators, () => import("./why/WhyPage")),
  page("access-log", "data", administrators, () => import("./log/LogPage")),
  page("apps", "system", administrators, () => import("./apps/AppsPage")),
  page("modules", "system", administrators, () => import("./modules/ModulesPage")),
  page("jobs", "system", administrators, () => import("./jobs/JobsPage")),
];

export const GROUPS: readonly SettingsGroup[] = ["mine", "organisation", "data", "system"];

const everyPage = () => [...OWN, ...settingsOfApps()];

/** Is there such a page, whoever sees it? */
export function isPage(key: string): boolean {
  return everyPage().some((entry) => entry.key === key);
}

/** The pages that this person sees, those of apps behind those of the platform within a group. */
export function pagesFor(me: Me): SettingsEntry[] {
  const all = everyPage().filter((entry) => entry.canSee(me));
  return GROUPS.flatMap((group) => all.filter((entry) => entry.group === group));
}
