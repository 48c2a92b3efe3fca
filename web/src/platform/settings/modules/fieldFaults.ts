import type { FieldFault } from "../../api/types";

/** What a fault of the whole definition is about: the server puts it at the type or at the field itself, and names what it
 * means in its reason. */
const ABOUT: [RegExp, string][] = [
  [/max_length/, "max_length"],
  [/min\/max/, "min"],
  [/scale is/, "scale"],
  [/number/, "number"],
  [/format/, "format"],
  [/search/, "search"],
  [/sorted/, "sortable"],
  [/unique/, "unique"],
  [/options?\b/, "options"],
  [/target/, "target"],
];

/** What is wrong, by the setting at which it is said. */
export function faultsBySetting(faults: FieldFault[], key: string): (setting: string) => string | undefined {
  const placed = new Map<string, string>();
  for (const { field, code, message } of faults) {
    const isWhole = (field === "type" || field === key) && code === "invalid_definition";
    const about = isWhole ? ABOUT.find(([sign]) => sign.test(message))?.[1] : undefined;
    const place = about ?? (field === key ? "type" : field);
    if (!placed.has(place)) placed.set(place, message);
  }
  return (setting) => placed.get(setting);
}
