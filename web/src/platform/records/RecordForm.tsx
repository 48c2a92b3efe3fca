import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Modal } from "antd";
import { useRef, useState } from "react";
import { moduleOf } from "../api/queries";
import type { Field, Module, RecordRow } from "../api/types";
import { kindOf } from "../fields/registry";
import { useLabel, useText } from "../i18n";
import { Failed, Lines } from "../ui/states";
import { useIsPhone } from "../ui/useIsPhone";
import { keepDraft } from "./drafts";
import "./form.css";
import { type OpenForm, useForms } from "./forms";
import { useMe } from "./useModule";
import { useRecordForm } from "./useRecordForm";

/** The drawer in which records are made and changed. */
export default function RecordForm() {
  const form = useForms((forms) => forms.form);
  const close = useForms((forms) => forms.close);
  const isPhone = useIsPhone();
  const [isAsking, setAsking] = useState(false);
  const t = useText();
  const label = useLabel();
  const isDirty = useRef(false);
  const { data: module, error, refetch } = useQuery({ ...moduleOf(form?.module ?? ""), enabled: form !== null });
  const leave = () => {
    if (isDirty.current) setAsking(true);
    else close();
  };
  const me = useMe();
  const discard = () => {
    setAsking(false);
    if (form && !form.record && !form.start) keepDraft(me.person.id, form.module, null);
    close();
  };
  const what = module ? label(module) : "";
  const title = form?.record ? `${t.record.edit} · ${form.record.name}` : t.record.add(what);
  return (
    <Drawer
      open={form !== null}
      onClose={leave}
      title={title}
      size={isPhone ? "100%" : 640}
      destroyOnHidden
      className="form-drawer"
      keyboard
    >
      {form &&
        (module ? (
          <Body
            key={`${form.module} ${form.record?.id}`}
            form={form}
            module={module}
            isDirty={isDirty}
            onLeave={leave}
            onDone={close}
          />
        ) : error ? (
          <Failed error={error} retry={() => void refetch()} />
        ) : (
          <Lines />
        ))}
      <Modal
        open={isAsking}
        title={t.record.unsaved}
        okText={t.record.discard}
        cancelText={t.record.cancel}
        onOk={discard}
        onCancel={() => setAsking(false)}
        width={400}
      />
    </Drawer>
  );
}

interface BodyProps {
  form: OpenForm;
  module: Module;
  isDirty: { current: boolean };
  onLeave: () => void;
  onDone: () => void;
}

function Body({ form, module, isDirty, onLeave, onDone }: BodyProps) {
  const t = useText();
  const { box, sections, draft, faults, fault, isBusy, isRestored, set, clear, submit } = useRecordForm(
    form,
    module,
    isDirty,
    onDone,
  );
  return (
    <form ref={box} className="record-form" onSubmit={submit} noValidate>
      <div className="form-body">
        {isRestored && (
          <p className="restored" role="status">
            {t.record.restored}
            <Button size="small" type="link" onClick={clear}>
              {t.record.startAnew}
            </Button>
          </p>
        )}
        {sections.map((section) => (
          <fieldset key={section.key}>
            {section.label && <legend>{section.label}</legend>}
            {section.fields.map((field) => (
              <FormField
                key={field.key}
                field={field}
                draft={draft}
                fault={faults[field.key]}
                onChange={(value) => set(field.key, value)}
              />
            ))}
          </fieldset>
        ))}
      </div>
      <footer>
        {fault && (
          <p className="late grow" role="alert">
            {fault}
          </p>
        )}
        <Button onClick={onLeave}>{t.record.cancel}</Button>
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {t.record.save}
        </Button>
      </footer>
    </form>
  );
}

interface FormFieldProps {
  field: Field;
  draft: Record<string, unknown>;
  fault: string | undefined;
  onChange: (value: unknown) => void;
}

function FormField({ field, draft, fault, onChange }: FormFieldProps) {
  const label = useLabel();
  const { Edit } = kindOf(field);
  const id = `f-${field.key}`;
  if (!Edit) return null;
  const isWide = field.type === "long_text" || field.type === "address";
  return (
    <div className={isWide ? "form-field wide" : "form-field"}>
      <label htmlFor={id}>
        {label(field)}
        {field.required && <i aria-hidden="true">*</i>}
      </label>
      <Edit
        id={id}
        field={field}
        value={draft[field.key]}
        onChange={onChange}
        record={draft as Partial<RecordRow>}
        invalid={fault !== undefined}
      />
      {fault ? (
        <small className="late" role="alert">
          {fault}
        </small>
      ) : (
        field.help && <small className="dim">{label(field.help)}</small>
      )}
    </div>
  );
}
