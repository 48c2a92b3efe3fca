import { en } from "../src/platform/i18n/en";
import { zh } from "../src/platform/i18n/zh";
import { en as settingsEn } from "../src/platform/settings/i18n.en";
import { zh as settingsZh } from "../src/platform/settings/i18n.zh";
import { en as modulesEn } from "../src/platform/settings/modules/i18n.en";
import { zh as modulesZh } from "../src/platform/settings/modules/i18n.zh";
import { en as setupEn } from "../src/platform/setup/i18n.en";
import { zh as setupZh } from "../src/platform/setup/i18n.zh";
import { en as importEn } from "../src/platform/transfer/i18n.en";
import { zh as importZh } from "../src/platform/transfer/i18n.zh";
import type { Person } from "./world";

/** A screen and a language in which every journey is made. */
export interface Variant {
  phone: boolean;
  locale: "zh-CN" | "en-US";
  /** For what a journey makes, so that none meets what another one made. */
  mark: string;
  /** The same in what becomes a key. */
  letter: string;
}

export const VARIANTS: Variant[] = [
  { phone: false, locale: "zh-CN", mark: "甲", letter: "A" },
  { phone: false, locale: "en-US", mark: "乙", letter: "B" },
  { phone: true, locale: "zh-CN", mark: "丙", letter: "C" },
  { phone: true, locale: "en-US", mark: "丁", letter: "D" },
];

const WORDS = {
  "zh-CN": { app: zh, modules: modulesZh, settings: settingsZh, setup: setupZh, import: importZh },
  "en-US": { app: en, modules: modulesEn, settings: settingsEn, setup: setupEn, import: importEn },
};

/** The words that the pages show in this language. */
export const wordsOf = ({ locale }: Pick<Variant, "locale">) => WORDS[locale];

interface Labelled {
  key: string;
  labels: { zh?: string; en?: string };
  options?: Labelled[];
}

/** What the person is shown as the name of a module, a field of it, or an option of that. */
export async function labels({ api }: Person, { locale }: Pick<Variant, "locale">, module: string) {
  const found = await api<Labelled & { fields: Labelled[] }>("GET", `modules/${module}`);
  const say = (one: Labelled | undefined) => (locale === "zh-CN" ? one?.labels.zh : one?.labels.en) ?? "";
  const field = (key: string) => found.fields.find((one) => one.key === key);
  return {
    module: say(found),
    field: (key: string) => say(field(key)),
    option: (key: string, option: string) => say(field(key)?.options?.find((one) => one.key === option)),
  };
}

/** A pattern that finds a sentence wherever its numbers differ. */
export const like = (text: string) => new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
