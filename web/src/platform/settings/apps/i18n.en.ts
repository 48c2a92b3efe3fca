import type { zh } from "./i18n.zh";

export const en: typeof zh = {
  lead: "An app that is off is hidden with its data. Nothing is deleted, and it can be on again at any time.",
  base: "A base app stays on",
  offAsk: (app) => `Switch ${app} off?`,
  offLead: "These are hidden at once, from the menu, the search and the API:",
  records: (n) => (n === "1" ? "1 record" : `${n} records`),
  links: (n) =>
    n === 1 ? "1 field of another module that leads to it" : `${n} fields of other modules that lead to it`,
  views: (n) => (n === 1 ? "1 saved view" : `${n} saved views`),
  rules: (n) => (n === 1 ? "1 sharing rule" : `${n} sharing rules`),
  kept: "All data stay, and are as they were when it is on again.",
  off: "Switch off",
  wasOff: (app) => `${app} is off`,
  wasOn: (app) => `${app} is on`,
};
