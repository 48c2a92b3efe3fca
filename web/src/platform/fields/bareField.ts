import type { Field } from "../api/types";

/** A field that no module has, so that the control of its type can be used for what is not a record's. */
export function bareField(type: Field["type"], label: string, more: Partial<Field> = {}): Field {
  return {
    key: "bare",
    type,
    label,
    labels: {},
    access: "write",
    writable: true,
    reveal: false,
    system: false,
    custom: false,
    core: false,
    required: false,
    unique: false,
    searchable: false,
    sortable: false,
    groupable: false,
    operators: [],
    ...more,
  };
}
