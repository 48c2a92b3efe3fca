import { lazy } from "react";
import type { SettingsEntry } from "../../../platform/settings/registry";
import { en } from "./i18n.en";
import { zh } from "./i18n.zh";
import { STAGES } from "./stages";

/** What the app of sales adds to the settings. */
export const salesSettings: SettingsEntry[] = [
  {
    key: "pipelines",
    group: "system",
    label: { zh: zh.page, en: en.page },
    canSee: (me) => me.modules.some((module) => module.key === STAGES && module.rights.update.length > 0),
    component: lazy(() => import("./PipelinesPage")),
  },
];
