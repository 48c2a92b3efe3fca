import { Select } from "antd";
import type { Module } from "../../api/types";
import { useLabel } from "../../i18n";
import { Row } from "../parts/Section";
import type { FieldDraft } from "./fieldDraft";
import { useWords } from "./words";

interface SectionRowProps {
  module: Module;
  draft: FieldDraft;
  onChange: (change: Partial<FieldDraft>) => void;
  fault: string | undefined;
}

/** In which section of the page a new field stands. */
export function SectionRow({ module, draft, onChange, fault }: SectionRowProps) {
  const w = useWords();
  const label = useLabel();
  const sections = module.layout.flatMap((section) =>
    section.key === null ? [] : [{ value: section.key, label: label(section) }],
  );
  if (sections.length === 0) return null;
  return (
    <Row label={w.field.section} fault={fault}>
      {(id) => (
        <Select
          id={id}
          value={draft.section ?? ""}
          onChange={(next) => onChange({ section: next === "" ? undefined : next })}
          options={[{ value: "", label: w.field.sectionNone }, ...sections]}
          style={{ width: "100%" }}
        />
      )}
    </Row>
  );
}
