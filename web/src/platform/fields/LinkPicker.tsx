import type { Field, Link } from "../api/types";
import { useMe } from "../records/useModule";
import { Picker } from "./Picker";

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
  /** What stands there while nothing is chosen. */
  placeholder?: string | undefined;
}

/** Chooses a record of a module by what is typed. */
export function LinkPicker({ label, module, onChange, ...rest }: LinkPickerProps) {
  return <Picker {...rest} field={fieldTo(module, label)} onChange={(next) => onChange(next as Link | null)} />;
}

interface LinksPickerProps extends Omit<LinkPickerProps, "value" | "onChange"> {
  value: Link[];
  onChange: (links: Link[]) => void;
}

/** Chooses several. */
export function LinksPicker({ label, module, onChange, ...rest }: LinksPickerProps) {
  return <Picker {...rest} field={fieldTo(module, label)} onChange={(next) => onChange(next as Link[])} many />;
}

/** Chooses a person of the organisation. */
export function PersonPicker(props: Omit<LinkPickerProps, "module">) {
  const { person_module } = useMe();
  return <LinkPicker {...props} module={person_module} />;
}
