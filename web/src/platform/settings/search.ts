/** What the address of a settings page holds beside its key: what is chosen on it. */
export interface SettingsSearch {
  /** The thing that is open: a role, a module, a department. */
  of?: string;
  tab?: string;
  module?: string;
  record?: string;
  person?: string;
  kind?: string;
  /** The first and the last day of a span. */
  since?: string;
  until?: string;
  state?: string;
  /** `yes` or `no`: with what belongs to others. */
  everyone?: string;
}

const KEYS = ["of", "tab", "module", "record", "person", "kind", "since", "until", "state", "everyone"] as const;

export function readSettingsSearch(search: Record<string, unknown>): SettingsSearch {
  const read: SettingsSearch = {};
  for (const key of KEYS) {
    const value = search[key];
    if (typeof value === "string" && value !== "") read[key] = value;
    // An id is digits alone, which the address gives back as a number.
    else if (typeof value === "number") read[key] = String(value);
  }
  return read;
}
