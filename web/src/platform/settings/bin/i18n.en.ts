import type { zh } from "./i18n.zh";

export const en: typeof zh = {
  title: "Deleted records",
  lead: "Deleted records are kept for 30 days, then they go for good.",
  none: "The recycle bin is empty",
  noneHere: "Nothing of this module was deleted",
  module: "Module",
  any: "All modules",
  name: "Name",
  at: "Deleted",
  by: "By",
  restore: "Restore",
  restored: (n) => `${n} restored`,
  partly: (done, failed, why) => `${done} restored, ${failed} not: ${why}`,
  purge: "Delete for good",
  purgeAsk: (n) => (n === 1 ? "Delete this record for good?" : `Delete ${n} records for good?`),
  purgeLead: "Their comments and files go with them. This cannot be undone.",
  purged: (n) => `${n} deleted for good`,
  select: (name) => `Select ${name}`,
  selectAll: "Select all that are loaded",
  selected: (n) => `${n} selected`,
};
