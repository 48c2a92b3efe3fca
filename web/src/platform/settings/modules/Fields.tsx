import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import type { Field, Module } from "../../api/types";
import { useLabel } from "../../i18n";
import { State } from "../../ui/states";
import { Table } from "../../ui/Table";
import { Find } from "../parts/Find";
import { Section } from "../parts/Section";
import { useEdited } from "../parts/useEdited";
import { useModuleName } from "../parts/useModuleName";
import { useWords as useCommon } from "../words";
import { bringBackField } from "./changes";
import { FieldForm } from "./FieldForm";
import { flagsOf } from "./fieldDraft";
import { RetiredList } from "./RetiredList";
import { RetireField } from "./RetireField";
import { retiredQuery } from "./retired";
import { FLAGS } from "./settings";
import { useWords } from "./words";

/** The fields of a module: changed, added, retired and brought back. */
export function Fields({ module }: { module: Module }) {
  const w = useWords();
  const common = useCommon();
  const label = useLabel();
  const [text, setText] = useState("");
  const edited = useEdited<Field>();
  const { data: gone } = useQuery(retiredQuery);
  const retiring = useEdited<Field>();
  const wanted = text.trim().toLowerCase();
  const shown = module.fields.filter(
    (field) => !field.system && `${label(field)} ${field.key}`.toLowerCase().includes(wanted),
  );
  const actions = (
    <div className="set-tools">
      <Find label={w.field.find} value={text} onChange={setText} />
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
                onRetire={() => retiring.edit(field)}
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
      {retiring.one && <RetireField key={retiring.turn} module={module} field={retiring.one} edited={retiring} />}
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
  const flags = flagsOf(field);
  const said = [
    ...(field.core ? [w.field.core] : []),
    ...(field.custom ? [w.own] : []),
    ...FLAGS.filter((flag) => flags[flag]).map((flag) => w.field.flags[flag]),
  ];
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
