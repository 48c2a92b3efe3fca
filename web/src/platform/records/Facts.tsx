import { EditOutlined, EyeOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useRef, useState } from "react";
import type { Field, Module, RecordRow } from "../api/types";
import { InlineEditor } from "../fields/InlineEditor";
import { isEmpty } from "../fields/kind";
import { isEditable } from "../fields/registry";
import { Value } from "../fields/Value";
import { useLabel, useText } from "../i18n";
import { sayFault } from "../ui/toasts";
import { mayUpdate } from "./useModule";
import { reveal, writeField } from "./useWrite";

/** The fields of a record by the sections of its layout; short: only what is filled in, without the last section. */
export function Facts({ module, record, isShort }: { module: Module; record: RecordRow; isShort?: boolean }) {
  const label = useLabel();
  const fields = new Map(module.fields.map((field) => [field.key, field]));
  const sections = isShort ? module.layout.slice(0, Math.max(1, module.layout.length - 1)) : module.layout;
  return (
    <div className={isShort ? "facts short" : "facts"}>
      {sections.map((section) => {
        const shown = section.fields
          .map((key) => fields.get(key))
          .filter((field): field is Field => field !== undefined && (!isShort || !isEmpty(record[field.key])));
        if (shown.length === 0) return null;
        const name = label(section);
        return (
          <section key={section.key}>
            {!isShort && name && <h2>{name}</h2>}
            <dl>
              {shown.map((field) => (
                <Fact key={field.key} module={module} field={field} record={record} />
              ))}
            </dl>
          </section>
        );
      })}
    </div>
  );
}

/** A field and its value, which is edited where it stands. */
function Fact({ module, field, record }: { module: Module; field: Field; record: RecordRow }) {
  const t = useText();
  const label = useLabel();
  const [shown, setShown] = useState<unknown>(undefined);
  const [isEdited, setEdited] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const isMasked = record.masked.includes(field.key);
  const seen = shown === undefined ? record : { ...record, [field.key]: shown, masked: [] };
  const canEdit = mayUpdate(module) && isEditable(field) && !isMasked;
  const show = async () => {
    try {
      setShown(await reveal(module.key, record.id, field.key));
    } catch (error) {
      sayFault(error);
    }
  };
  const leave = () => {
    setEdited(false);
    requestAnimationFrame(() => pencil.current?.focus({ preventScroll: true }));
  };
  const write = async (value: unknown) => {
    await writeField(module, record, field, value);
    leave();
  };
  if (isEdited) {
    return (
      <div className={field.type === "long_text" ? "wide" : ""}>
        <dt>{label(field)}</dt>
        <dd>
          <InlineEditor record={record} field={field} onWrite={write} onLeave={leave} />
        </dd>
      </div>
    );
  }
  return (
    <div className={field.type === "long_text" ? "wide" : ""}>
      <dt title={field.help?.label}>{label(field)}</dt>
      <dd className={canEdit ? "can" : undefined} onDoubleClick={() => canEdit && setEdited(true)}>
        <Value field={field} record={seen} dash />
        {isMasked && field.reveal && shown === undefined && (
          <Button
            size="small"
            type="text"
            icon={<EyeOutlined />}
            onClick={show}
            aria-label={`${t.record.reveal}: ${label(field)}`}
          />
        )}
        {canEdit && (
          <button
            ref={pencil}
            type="button"
            className="pencil"
            aria-label={t.record.editField(label(field))}
            onClick={() => setEdited(true)}
          >
            <EditOutlined />
          </button>
        )}
      </dd>
    </div>
  );
}
