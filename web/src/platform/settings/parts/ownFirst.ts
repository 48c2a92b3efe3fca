import type { Field } from "../../api/types";

/** Fields in their order, those that every record has last. */
export function ownFirst<F extends Pick<Field, "system">>(fields: F[]): F[] {
  return [...fields].sort((a, b) => Number(a.system) - Number(b.system));
}
