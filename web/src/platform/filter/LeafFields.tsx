import type { Field, Leaf, Module, Operator } from "../api/types";
import { Select } from "../fields/pickers";
import { kindOf } from "../fields/registry";
import { useLabel, useText } from "../i18n";
import { canFilter, firstOperator, needsValue } from "./filter";
import { opText } from "./said";

interface LeafFieldsProps {
  module: Module;
  /** Null until a field is chosen. */
  leaf: Leaf | null;
  onChange: (leaf: Leaf) => void;
  autoFocus?: boolean;
}

/** One condition: field, operator, value. */
export function LeafFields({ module, leaf, onChange, autoFocus }: LeafFieldsProps) {
  const t = useText();
  const label = useLabel();
  const fields = module.fields.filter(canFilter);
  const field = fields.find((one) => one.key === leaf?.field);
  const Filter = field && kindOf(field).Filter;
  const choose = (key: string) => {
    const chosen = fields.find((one) => one.key === key);
    if (chosen) onChange({ field: key, op: firstOperator(chosen) });
  };
  return (
    <>
      <Select
        value={leaf?.field}
        onChange={choose}
        showSearch={{ optionFilterProp: "label" }}
        options={fields.map((one) => ({ value: one.key, label: label(one) }))}
        placeholder={t.filter.field}
        aria-label={t.filter.field}
        autoFocus={autoFocus === true}
      />
      {field && leaf && (
        <Select
          value={leaf.op}
          onChange={(op: Operator) => onChange({ field: leaf.field, op })}
          options={operatorsOf(field, leaf.op).map((op) => ({ value: op, label: opText(op, field, t) }))}
          aria-label={t.filter.op}
        />
      )}
      {field && leaf && Filter && needsValue(leaf.op) && (
        <Filter field={field} op={leaf.op} value={leaf.value} onChange={(value) => onChange({ ...leaf, value })} />
      )}
    </>
  );
}

/** Those whose value can be chosen here and that are meant at all; the one that is there stays. */
function operatorsOf(field: Field, kept: Operator): Operator[] {
  const { Filter, unmeant } = kindOf(field);
  const isOffered = (op: Operator) => (!needsValue(op) || Filter !== undefined) && !unmeant?.includes(op);
  return field.operators.filter((op) => op === kept || isOffered(op));
}
