import { PlusOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useState } from "react";
import type { Field, Module } from "../../api/types";
import { useLabel } from "../../i18n";
import { Section } from "../parts/Section";
import { Table } from "../parts/Table";
import { useModuleName } from "../parts/useModuleName";
import { FieldForm } from "./FieldForm";

import { RetiredFields } from "./RetiredFields";
import { RetireField } from "./RetireField";
import { useWords } from "./words";

/** The fields of a module: changed, added, retired and brought back. */
export function Fields({ module }: { module: Module }) {
  const w = useWords();
  const label = useLabel();
  const [text, setText] = useState("");
  const [edited, setEdited] = useState<Field | "new" | null>(null);
  const [retiring, setRetiring] = useState<Field | null>(null);
  const wanted = text.trim().toLowerCase();
  const shown = module.fields.filter(
    (field) => !field.system && `${label(field)} ${field.key}`.toLowerCase().includes(wanted),
  );
  const actions = (
    <div className="set-tools">
      <Input
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={w.field.find}
        aria-label={w.field.find}
        allowClear
        style={{ width: 180 }}
      />
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited("new")}>
        {w.field.add}
      </Button>
    </div>
  );
  return (
    <>
      <Section actions={actions}>
        <Table label={w.fields} heads={[w.field.name, w.field.type, w.field.more, w.key, ""]}>
          {shown.map((field) => (
            <FieldRow
              key={field.key}
              field={field}
              onEdit={() => setEdited(field)}
              onRetire={() => setRetiring(field)}
            />
          ))}
        </Table>
      </Section>
      <RetiredFields module={module} />
      <FieldForm
        key={edited === null ? "none" : edited === "new" ? "new" : edited.key}
        module={module}
        field={edited === "new" || edited === null ? null : edited}
        isOpen={edited !== null}
        onClose={() => setEdited(null)}
      />
      <RetireField module={module} field={retiring} onClose={() => setRetiring(null)} />
    </>
  );
}

interface FieldRowProps {
  field: Field;
  onEdit: () => void;
  onRetire: () => void;
}

function FieldRow({ field, onEdit, onRetire }: FieldRowProps) {
  const w = useWords();
  const label = useLabel();
  const nameOf = useModuleName();
  const name = label(field);
  const said = [
    field.core && w.field.core,
    field.custom && w.own,
    field.required && w.field.required,
    field.unique && w.field.unique,
    field.sortable && w.field.sortable,
    field.searchable && w.field.searchable,
  ].filter((word): word is string => typeof word === "string");
  const target = field.type === "lookup" && field.target ? ` → ${nameOf(field.target)}` : "";
  return (
    <tr>
      <td>
        <button type="button" className="set-link" onClick={onEdit}>
          {name}
        </button>
      </td>
      <td>
        {w.types[field.type] ?? field.type}
        {target}
      </td>
      <td>
        {said.map((word) => (
          <span className="chip" key={word}>
            {word}
          </span>
        ))}
      </td>
      <td className="dim">{field.key}</td>
      <td className="act">
        {!field.core && (
          <Button size="small" type="text" onClick={onRetire} aria-label={`${w.field.retire} ${name}`}>
            {w.field.retire}
          </Button>
        )}
      </td>
    </tr>
  );
}
