import type { Module } from "../api/types";
import type { Draft } from "../api/writes";

/** What something is called that the server has not named yet: by its name, else by the first text that it has. */
export function nameOf({ name_field, fields }: Pick<Module, "name_field" | "fields">, typed: Draft): string {
  const texts = fields.filter((field) => field.type === "long_text" || field.type === "text").map((field) => field.key);
  for (const key of [name_field, ...texts]) {
    const value = typed[key];
    if (typeof value === "string" && value.trim() !== "") return value.trim();
  }
  return "";
}
