import type { Link } from "../api/types";
import { useMe } from "../records/useModule";
import { bareField } from "./bareField";
import { Picker } from "./Picker";

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
  const field = bareField("lookup", label, { target: module });
  return <Picker {...rest} field={field} onChange={(next) => onChange(next as Link | null)} />;
}

interface LinksPickerProps extends Omit<LinkPickerProps, "value" | "onChange"> {
  value: Link[];
  onChange: (links: Link[]) => void;
}

/** Chooses several. */
export function LinksPicker({ label, module, onChange, ...rest }: LinksPickerProps) {
  const field = bareField("lookup", label, { target: module });
  return <Picker {...rest} field={field} onChange={(next) => onChange(next as Link[])} many />;
}

/** Chooses a person of the organisation. */
export function PersonPicker(props: Omit<LinkPickerProps, "module">) {
  const { person_module } = useMe();
  return <LinkPicker {...props} module={person_module} />;
}
