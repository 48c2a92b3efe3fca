import type { FieldFault } from "../../api/types";

/** What is wrong, by the setting at which it is said; what is wrong with the field as a whole stands at its type. */
export function faultsBySetting(faults: FieldFault[], key: string): (setting: string) => string | undefined {
  const placed = new Map<string, string>();
  for (const { field, message } of faults) {
    const place = field === key ? "type" : field;
    if (!placed.has(place)) placed.set(place, message);
  }
  return (setting) => placed.get(setting);
}
