import type { Body } from "../../api/doors";
import type { Labels } from "../../api/types";
import { labelsOf } from "../parts/labels";
import { en } from "./i18n.en";
import { zh } from "./i18n.zh";

/** A module that is being made. */
interface ModuleDraft {
  labels: Labels;
  isOwned: boolean;
  isTree: boolean;
  naming: "name" | "number";
  pattern: string;
}

export const newModule = (): ModuleDraft => ({
  labels: {},
  isOwned: true,
  isTree: false,
  naming: "name",
  pattern: "{yyyy}{mm}-{0000}",
});

const both = (word: (of: typeof zh.create) => string): Labels => ({ zh: word(zh.create), en: word(en.create) });

/** Where the server says what is wrong with the number: it is the first field. */
export const numberPlace = "fields[0]";

/** A module as the server takes it, with the fields that it begins with. */
export function newModuleWire(draft: ModuleDraft, key: string): Body<"POST", "modules"> {
  const number = {
    key: "c_number",
    type: "auto_number",
    label: both((of) => of.numberLabel),
    search: true,
    number: { pattern: draft.pattern, period: "month" },
  };
  const parent = {
    key: "c_parent",
    type: "lookup",
    target: key,
    label: both((of) => of.parentLabel),
    related: both((of) => of.childrenLabel),
  };
  const fields = [...(draft.naming === "number" ? [number] : []), ...(draft.isTree ? [parent] : [])];
  return {
    key,
    label: labelsOf(draft.labels),
    owned: draft.isOwned,
    ...(draft.naming === "number" ? { name_field: "c_number" } : {}),
    ...(draft.isTree ? { tree: "c_parent" } : {}),
    ...(fields.length > 0 ? { fields } : {}),
  };
}
