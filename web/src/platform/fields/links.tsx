import { Link as Anchor } from "@tanstack/react-router";
import { useText } from "../i18n";
import { useDepartmentModule } from "../records/useModule";
import { PersonName } from "../ui/Face";
import { LinkMatch } from "./importing";
import { type EditProps, type FieldKind, type FilterProps, isEmpty, linkOf } from "./kind";
import { Picker } from "./Picker";

function Hidden() {
  const t = useText();
  return <span className="hiddenlink">{t.record.hidden}</span>;
}

function LinkEdit({ field, value, onChange, id, inCell, onDone, invalid }: EditProps) {
  return (
    <Picker field={field} value={value} onChange={onChange} id={id} inCell={inCell} onDone={onDone} invalid={invalid} />
  );
}

/** Conditions keep links with their names, so that a chip can say them; `wireOf` takes the names out. */
function LinkFilter({ field, op, value, onChange }: FilterProps) {
  const departments = useDepartmentModule();
  const isBelow = op === "department_and_below";
  const of = isBelow && departments !== undefined ? { ...field, target: departments } : field;
  return <Picker field={of} value={value} onChange={onChange} many={isBelow || op === "in" || op === "not_in"} />;
}

const text: FieldKind["text"] = (value) => {
  if (isEmpty(value)) return "";
  return (Array.isArray(value) ? value : [value]).map((one) => linkOf(one)?.name ?? "").join("、");
};

const toWire: FieldKind["toWire"] = (value) => linkOf(value)?.id ?? null;

export const lookup: FieldKind = {
  View: ({ field, value }) => {
    const link = linkOf(value);
    if (!link) return null;
    if (link.hidden || link.id === null) return <Hidden />;
    return (
      <Anchor
        to="/records/$module/$id"
        params={{ module: field.target ?? "", id: link.id }}
        className="cut"
        onClick={(event) => event.stopPropagation()}
      >
        {link.name ?? link.id}
      </Anchor>
    );
  },
  Edit: LinkEdit,
  Filter: LinkFilter,
  Import: LinkMatch,
  text,
  toWire,
  width: 180,
};

export const person: FieldKind = {
  ...lookup,
  View: ({ value }) => {
    const link = linkOf(value);
    if (!link) return null;
    return link.hidden ? <Hidden /> : <PersonName name={link.name ?? ""} />;
  },
  width: 120,
};

export const department: FieldKind = {
  ...lookup,
  View: ({ value }) => {
    const link = linkOf(value);
    if (!link) return null;
    return link.hidden ? <Hidden /> : <span className="cut">{link.name}</span>;
  },
  width: 120,
};
