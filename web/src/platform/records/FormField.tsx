import type { Field, RecordRow } from "../api/types";
import { kindOf } from "../fields/registry";
import { useLabel } from "../i18n";
import { Hint } from "../ui/Hint";

interface FormFieldProps {
  field: Field;
  draft: Record<string, unknown>;
  fault: string | undefined;
  onChange: (value: unknown) => void;
}

/** A field of a form: its label, its control, and what is wrong with it or what helps. */
export function FormField({ field, draft, fault, onChange }: FormFieldProps) {
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
      <Hint fault={fault}>{field.help && label(field.help)}</Hint>
    </div>
  );
}
