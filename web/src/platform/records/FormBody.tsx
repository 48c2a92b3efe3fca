import { Button } from "antd";
import type { Module } from "../api/types";
import { useText } from "../i18n";
import { FormField } from "./FormField";
import type { OpenForm } from "./forms";
import { useRecordForm } from "./useRecordForm";

interface FormBodyProps {
  form: OpenForm;
  module: Module;
  isDirty: { current: boolean };
  onLeave: () => void;
  onDone: () => void;
}

/** The fields of a record in their sections, and the way to save them. */
export function FormBody({ form, module, isDirty, onLeave, onDone }: FormBodyProps) {
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
