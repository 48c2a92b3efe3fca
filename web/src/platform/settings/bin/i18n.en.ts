import type { zh } from "./i18n.zh";

export const en: typeof zh = {
  title: "Deleted records",
  lead: "Deleted records are kept for 30 days.",
  none: "The recycle bin is empty",
  module: "Module",
  any: "All modules",
  name: "Name",
  at: "Deleted",
  by: "By",
  restore: "Restore",
  restored: (n) => `${n} restored`,
  partly: (done, failed, why) => `${done} restored, ${failed} not: ${why}`,
  purge: "Delete for good",
  purgeAsk: (n) => `Delete ${n} records for good?`,
  purgeLead: "Their comments and files go with them. This cannot be undone.",
  purged: (n) => `${n} deleted for good`,
  select: (name) => `Select ${name}`,
  selectAll: "Select all that are loaded",
  selected: (n) => `${n} selected`,
};
