import type { Body, KnownPath, Method } from "../../api/doors";
import { ask } from "../../api/http";
import { queryClient } from "../../api/queries";
import type { Module } from "../../api/types";
import { everythingChanged } from "../queries";

/** Changes metadata; the answer is the module as it is now, and everything that stood on the old one is asked for anew: lists
 * of other modules that lead here, records, forms. */
export async function changeModule<M extends Method, const Path extends string>(
  method: M,
  path: Path & KnownPath<M, Path>,
  body?: Body<M, Path>,
): Promise<void> {
  const now = await ask<Module | undefined>(method, path, body === undefined ? {} : { body });
  if (now) queryClient.setQueryData(["module", now.key], now);
  await everythingChanged();
}

/** The path of a field's door. */
export const fieldPath = (module: string, field: string) => `modules/${module}/fields/${field}` as const;

export function bringBackField(module: string, field: string): Promise<void> {
  return changeModule("PATCH", fieldPath(module, field), { retired: false });
}

export function bringBackModule(module: string): Promise<void> {
  return changeModule("PATCH", `modules/${module}`, { retired: false });
}
