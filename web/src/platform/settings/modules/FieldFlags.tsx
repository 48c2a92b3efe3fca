import { Checkbox, Input } from "antd";
import type { Field, Labels } from "../../api/types";
import { Row } from "../parts/Section";
import { canChange, type FieldDraft, has } from "./fieldDraft";
import { useWords } from "./words";

interface FieldFlagsProps {
  field: Field | null;
  draft: FieldDraft;
  onChange: (change: Partial<FieldDraft>) => void;
  faultOf: (setting: string) => string | undefined;
}

/** What is said of a field with a tick: required, unique, sortable, searched. */
export function FieldFlags({ field, draft, onChange, faultOf }: FieldFlagsProps) {
  const w = useWords();
  const flags = (["required", "unique", "sortable", "search"] as const).filter((flag) => has(draft.type, flag));
  const said = {
    required: w.field.required,
    unique: w.field.unique,
    sortable: w.field.sortable,
    search: w.field.searchable,
  };
  if (flags.length === 0) return null;
  return (
    <div className="checks">
      {flags.map((flag) => (
        <Checkbox
          key={flag}
          checked={draft[flag]}
          disabled={!canChange(field, draft.type, flag)}
          onChange={(event) => onChange({ [flag]: event.target.checked })}
        >
          {said[flag]}
          {faultOf(flag) && <small className="late"> {faultOf(flag)}</small>}
        </Checkbox>
      ))}
    </div>
  );
}

interface HelpRowsProps {
  value: Labels;
  onChange: (help: Labels) => void;
  fault: string | undefined;
}

/** The sentence under a field in the form, in both languages. */
export function HelpRows({ value, onChange, fault }: HelpRowsProps) {
  const w = useWords();
  const row = (locale: "zh" | "en", label: string) => (
    <Row label={label} fault={locale === "zh" ? fault : undefined}>
      {(id) => (
        <Input
          id={id}
          value={value[locale] ?? ""}
          maxLength={80}
          onChange={(event) => onChange({ ...value, [locale]: event.target.value })}
        />
      )}
    </Row>
  );
  return (
    <>
      {row("zh", w.field.help)}
      {row("en", w.field.helpEn)}
    </>
  );
}
