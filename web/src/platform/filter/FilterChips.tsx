import { CloseOutlined } from "@ant-design/icons";
import { useState } from "react";
import type { Filter, Module } from "../api/types";
import { useLocale, useText } from "../i18n";
import { Flyout } from "../ui/Flyout";
import { FilterForm } from "./FilterForm";
import { isLeaf } from "./filter";
import { said, sentence } from "./said";
import "./filter.css";

interface FilterChipsProps {
  module: Module;
  parts: Filter[];
  onChange: (parts: Filter[]) => void;
}

/** Conditions that hold together, each a chip; clicking one changes it. */
export function FilterChips({ module, parts, onChange }: FilterChipsProps) {
  return parts.map((part, at) => (
    <Chip
      key={`${isLeaf(part) ? `${part.field} ${part.op}` : "group"} ${at}`}
      module={module}
      part={part}
      onChange={(next) => onChange(parts.with(at, next))}
      onRemove={() => onChange(parts.toSpliced(at, 1))}
    />
  ));
}

interface ChipProps {
  module: Module;
  part: Filter;
  onChange: (part: Filter) => void;
  onRemove: () => void;
}

function Chip({ module, part, onChange, onRemove }: ChipProps) {
  const t = useText();
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  const text = sentence(part, module, t, locale);
  const apply = (next: Filter) => {
    setOpen(false);
    onChange(next);
  };
  return (
    <span className="fchip">
      <Flyout
        title={t.filter.change}
        isOpen={isOpen}
        onOpen={setOpen}
        content={<FilterForm module={module} start={part} onApply={apply} />}
      >
        <button type="button" title={text}>
          {isLeaf(part) ? <LeafText {...said(part, module, t, locale)} /> : text}
        </button>
      </Flyout>
      <button type="button" className="x" aria-label={t.filter.remove(text)} onClick={onRemove}>
        <CloseOutlined />
      </button>
    </span>
  );
}

function LeafText({ field, op, value }: ReturnType<typeof said>) {
  return (
    <>
      {field} <b>{op}</b> {value}
    </>
  );
}
