import type { Field, Link } from "../api/types";
import { useMe } from "../records/useModule";
import { lookup, person as personKind } from "./links";

/** A field that no module has, so that the picker of links can be used for what is not a record's. */
function fieldTo(target: string, label: string): Field {
  return {
    key: "picked",
    type: "lookup",
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
    target,
  };
}

interface LinkPickerProps {
  id?: string | undefined;
  label: string;
  module: string;
  value: Link | null;
  onChange: (link: Link | null) => void;
  invalid?: boolean | undefined;
}

/** Chooses a record of a module by what is typed. */
export function LinkPicker({ id, label, module, value, onChange, invalid }: LinkPickerProps) {
  const { Edit } = lookup;
  if (!Edit) return null;
  const change = (next: unknown) => onChange(next as Link | null);
  return <Edit id={id} field={fieldTo(module, label)} value={value} onChange={change} invalid={invalid} />;
}

/** Chooses several. */
export function LinksPicker({
  label,
  module,
  value,
  onChange,
}: Omit<LinkPickerProps, "value" | "onChange"> & {
  value: Link[];
  onChange: (links: Link[]) => void;
}) {
  const { Filter } = personKind;
  if (!Filter) return null;
  const change = (next: unknown) => onChange(next as Link[]);
  return <Filter field={fieldTo(module, label)} op="in" value={value} onChange={change} />;
}

/** Chooses a person of the organisation. */
export function PersonPicker(props: Omit<LinkPickerProps, "module">) {
  const { person_module } = useMe();
  return <LinkPicker {...props} module={person_module} />;
}
