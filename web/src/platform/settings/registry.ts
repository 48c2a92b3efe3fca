import type { ComponentType, LazyExoticComponent } from "react";
import type { Locale, Me } from "../api/types";

export type SettingsGroup = "mine" | "organisation" | "data" | "system";

/** A page of the settings: where it stands in the menu, who sees it, and what is fetched when it is gone to. */
export interface SettingsEntry {
  key: string;
  group: SettingsGroup;
  label: Record<Locale, string>;
  canSee: (me: Me) => boolean;
  component: LazyExoticComponent<ComponentType>;
}

const ofApps: SettingsEntry[] = [];

/** Adds pages of an app; the routes do so once, because the platform knows no app. */
export function addSettings(...entries: SettingsEntry[]): void {
  for (const entry of entries) if (!ofApps.some((known) => known.key === entry.key)) ofApps.push(entry);
}

export function settingsOfApps(): readonly SettingsEntry[] {
  return ofApps;
}
