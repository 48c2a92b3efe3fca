import type { zh } from "./i18n.zh";

export const en: typeof zh = {
  title: "Exported files",
  lead: "Files are written in the background and kept for 7 days. Each download is logged.",
  none: "No exports yet",
  noneLead: "Choose Export under More, at the top right of any list.",
  what: "What",
  state: "State",
  rows: "Rows",
  size: "Size",
  by: "By",
  at: "When",
  states: { waiting: "Waiting", running: "Being written", done: "Done", failed: "Failed", cancelled: "Cancelled" },
  download: "Download",
  filtered: "Some records",
  whole: "All records",
  kinds: { csv: "CSV", csv_gb18030: "CSV (GB18030)", xlsx: "XLSX" },
};
