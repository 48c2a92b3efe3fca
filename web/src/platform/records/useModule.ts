import { useSuspenseQuery } from "@tanstack/react-query";
import { moduleOf, session } from "../api/queries";
import type { Me, Module } from "../api/types";

/** The metadata of a module; the page waits for it. */
export function useModule(key: string): Module {
  return useSuspenseQuery(moduleOf(key)).data;
}

/** Who is signed in, on pages that only a signed-in person sees. */
export function useMe(): Me {
  const { data } = useSuspenseQuery(session);
  if (data === null) throw new Error("nobody is signed in");
  return data;
}

/** The module of the organisation's departments; undefined where the caller does not know it. */
export function useDepartmentModule(): string | undefined {
  return useMe().modules.find((module) => module.directory === "department")?.key;
}

/** May the caller change records of this module at all? Which ones, the server says. */
export function mayUpdate(module: Module): boolean {
  return module.rights.update.length > 0;
}
