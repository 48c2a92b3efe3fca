import type { Field, Module } from "../api/types";
import { appearance } from "../app/appearance";

/** The fields by which records can stand on a board: links to stages first, then choices that a person sets. */
export function boardFields(module: Module): Field[] {
  const fits = (field: Field) => field.access !== "masked" && !field.system && field.groupable;
  const stages = module.fields.filter(
    (field) => fits(field) && field.type === "lookup" && appearance.stages.includes(field.target ?? ""),
  );
  const choices = module.fields.filter((field) => fits(field) && field.type === "choice" && canStand(field));
  return [...stages, ...choices];
}

/** Whoever only reads has nothing to move, and may look at any choice. */
function canStand(field: Field): boolean {
  return field.writable || field.access === "read";
}
