import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import type { Field, Module } from "../../api/types";
import { useLabel } from "../../i18n";
import { State } from "../../ui/states";
import { Table } from "../../ui/Table";
import { Section } from "../parts/Section";
import { useEdited } from "../parts/useEdited";
import { useModuleName } from "../parts/useModuleName";
import { useWords as useCommon } from "../words";
import { bringBackField } from "./changes";
import { FieldForm } from "./FieldForm";
import { RetiredList } from "./RetiredList";
import { RetireField } from "./RetireField";
import { retiredQuery } from "./retired";
import { useWords } from "./words";

/** The fields of a module: changed, added, retired and brought back. */
export function Fields({ module }: { module: Module }) {
  const w = useWords();
  const common = useCommon();
  const label = useLabel();
  const [text, setText] = useState("");
  const edited = useEdited<Field>();
  const { data: gone } = useQuery(retiredQuery);
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
      <Button type="primary" icon={<PlusOutlined />} onClick={edited.make}>
        {w.field.add}
      </Button>
    </div>
  );
  return (
    <>
      <Section actions={actions}>
        {shown.length === 0 ? (
          <State title={w.field.noMatch} />
        ) : (
          <Table label={w.fields} heads={[w.field.name, w.field.type, w.field.more, common.key, ""]}>
            {shown.map((field) => (
              <FieldRow
                key={field.key}
                field={field}
                onEdit={() => edited.edit(field)}
                onRetire={() => setRetiring(field)}
              />
            ))}
          </Table>
        )}
      </Section>
      <RetiredList
        title={w.field.retiredFields}
        gone={gone?.fields.filter((field) => field.module === module.key) ?? []}
        onRestore={(key) => bringBackField(module.key, key)}
        restored={w.field.restored}
      />
      {edited.turn > 0 && <FieldForm key={edited.turn} module={module} edited={edited} />}
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
    field.required && w.field.flags.required,
    field.unique && w.field.flags.unique,
    field.sortable && w.field.flags.sortable,
    field.searchable && w.field.flags.search,
    field.dated && w.field.flags.dated,
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
