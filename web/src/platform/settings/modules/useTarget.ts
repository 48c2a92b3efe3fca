import { useDepartmentModule, useMe } from "../../records/useModule";
import type { FieldDraft } from "./fieldDraft";

/** The module to which a link leads; undefined where it leads nowhere yet. */
export function useTarget({ type, target }: Pick<FieldDraft, "type" | "target">): string | undefined {
  const { person_module } = useMe();
  const departments = useDepartmentModule();
  if (type === "person") return person_module;
  return type === "department" ? departments : target;
}
