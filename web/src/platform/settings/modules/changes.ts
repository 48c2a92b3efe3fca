import { api } from "../../api/http";
import { queryClient } from "../../api/queries";
import type { Module } from "../../api/types";
import { again, metadataChanged } from "../queries";

/** Changes metadata; the answer is the module as it is now, and everything that stood on the old one is asked for anew. */
export async function changeModule(
  method: "POST" | "PATCH" | "PUT" | "DELETE",
  path: string,
  body?: unknown,
): Promise<Module | undefined> {
  const now = await api<Module | undefined>(method, path, body === undefined ? {} : { body });
  if (now) queryClient.setQueryData(["module", now.key], now);
  await Promise.all([metadataChanged(now?.key), again("retired"), again("access-log")]);
  return now;
}

/** The path of a field's door. */
export const fieldPath = (module: string, field: string) => `modules/${module}/fields/${field}`;

export async function bringBackField(module: string, field: string): Promise<void> {
  await changeModule("PATCH", fieldPath(module, field), { retired: false });
}
