import { CloseOutlined, FilterOutlined } from "@ant-design/icons";
import { Button, Popover } from "antd";
import { useState } from "react";
import type { Field, Leaf, Module, Operator } from "../api/types";
import { Select } from "../fields/pickers";
import { kindOf } from "../fields/registry";
import { useLabel, useLocale, useText } from "../i18n";
import { canFilter, firstOperator, isComplete, needsValue, opText, said } from "./filter";

interface FormProps {
  module: Module;
  start: Leaf | null;
  onApply: (leaf: Leaf) => void;
}

/** One condition: field, operator, value. */
function LeafForm({ module, start, onApply }: FormProps) {
  const t = useText();
  const label = useLabel();
  const [leaf, setLeaf] = useState<Leaf | null>(start);
  const fields = module.fields.filter(canFilter);
  const field = fields.find((one) => one.key === leaf?.field);
  const Filter = field && kindOf(field).Filter;
  const choose = (key: string) => {
    const chosen = fields.find((one) => one.key === key);
    if (chosen) setLeaf({ field: key, op: firstOperator(chosen) });
  };
  const ask = (op: Operator) => leaf && setLeaf({ field: leaf.field, op });
  return (
    <form
      className="leaf-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (leaf && isComplete(leaf)) onApply(leaf);
      }}
    >
      <Select
        value={leaf?.field}
        onChange={choose}
        showSearch={{ optionFilterProp: "label" }}
        options={fields.map((one) => ({ value: one.key, label: label(one) }))}
        placeholder={t.filter.field}
        aria-label={t.filter.field}
        autoFocus={!start}
      />
      {field && leaf && (
        <Select
          value={leaf.op}
          onChange={ask}
          options={operatorsOf(field).map((op) => ({ value: op, label: opText(op, field, t) }))}
          aria-label={t.filter.op}
        />
      )}
      {field && leaf && Filter && needsValue(leaf.op) && (
        <Filter field={field} op={leaf.op} value={leaf.value} onChange={(value) => setLeaf({ ...leaf, value })} />
      )}
      <Button type="primary" htmlType="submit" disabled={!leaf || !isComplete(leaf)}>
        {t.filter.apply}
      </Button>
    </form>
  );
}

/** Those whose value can be chosen here. */
function operatorsOf(field: Field): Operator[] {
  return field.operators.filter((op) => !needsValue(op) || kindOf(field).Filter !== undefined);
}

interface ChipProps {
  module: Module;
  leaf: Leaf;
  onChange: (leaf: Leaf) => void;
  onRemove: () => void;
}

function Chip({ module, leaf, onChange, onRemove }: ChipProps) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const { field, op, value } = said(leaf, module, t, useLocale());
  const apply = (next: Leaf) => {
    setOpen(false);
    onChange(next);
  };
  return (
    <span className="fchip">
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomLeft"
        destroyOnHidden
        content={<LeafForm module={module} start={leaf} onApply={apply} />}
      >
        <button type="button">
          {field} <b>{op}</b> {value}
        </button>
      </Popover>
      <button type="button" className="x" aria-label={t.filter.remove(`${field} ${op} ${value}`)} onClick={onRemove}>
        <CloseOutlined />
      </button>
    </span>
  );
}

interface FilterBarProps {
  module: Module;
  leaves: Leaf[];
  onChange: (leaves: Leaf[]) => void;
}

/** The conditions of a list as chips, all of which hold; clicking one changes it. */
export function FilterBar({ module, leaves, onChange }: FilterBarProps) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const add = (leaf: Leaf) => {
    setOpen(false);
    onChange([...leaves, leaf]);
  };
  return (
    <>
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomLeft"
        destroyOnHidden
        content={<LeafForm module={module} start={null} onApply={add} />}
      >
        <Button type="text" icon={<FilterOutlined />}>
          {t.list.filter}
        </Button>
      </Popover>
      {leaves.map((leaf, at) => (
        <Chip
          key={`${leaf.field} ${leaf.op} ${at}`}
          module={module}
          leaf={leaf}
          onChange={(next) => onChange(leaves.with(at, next))}
          onRemove={() => onChange(leaves.toSpliced(at, 1))}
        />
      ))}
    </>
  );
}
