import { Input, InputNumber, Select } from "antd";
import type { Field } from "../../api/types";
import { useLabel } from "../../i18n";
import { useMe } from "../../records/useModule";
import { Row } from "../parts/Section";
import { canChange, type FieldDraft, has, MOST_SCALE, type Period } from "./fieldDraft";
import { useWords } from "./words";

interface FieldSettingsProps {
  field: Field | null;
  draft: FieldDraft;
  onChange: (change: Partial<FieldDraft>) => void;
  faultOf: (setting: string) => string | undefined;
}

/** What only some types have: where a link leads, digits, bounds, lengths, the pattern of a number. */
export function FieldSettings({ field, draft, onChange, faultOf }: FieldSettingsProps) {
  const w = useWords();
  const label = useLabel();
  const { modules } = useMe();
  const { type } = draft;
  const isFixed = (setting: "target" | "scale" | "bounds" | "max_length" | "number" | "related") =>
    !canChange(field, type, setting);
  const targets = modules.map((module) => ({ value: module.key, label: label(module) }));
  const periods = Object.entries(w.field.periods).map(([value, text]) => ({ value: value as Period, label: text }));
  const bound = (key: "min" | "max", text: string) => (
    <Row label={text} fault={faultOf(key)}>
      {(id) => (
        <InputNumber<string>
          id={id}
          stringMode
          controls={false}
          disabled={isFixed("bounds")}
          value={draft[key] ?? null}
          onChange={(next) => onChange({ [key]: next ?? undefined })}
          style={{ width: "100%" }}
        />
      )}
    </Row>
  );
  return (
    <>
      {has(type, "target") && (
        <Row label={w.field.target} fault={faultOf("target")} isRequired>
          {(id) => (
            <Select
              id={id}
              value={draft.target}
              disabled={isFixed("target")}
              onChange={(target) => onChange({ target })}
              options={targets}
              showSearch={{ optionFilterProp: "label" }}
              style={{ width: "100%" }}
            />
          )}
        </Row>
      )}
      {has(type, "related") && !field && (
        <Row label={w.field.related} fault={faultOf("related")}>
          {(id) => (
            <Input
              id={id}
              value={draft.related.zh ?? ""}
              maxLength={80}
              onChange={(event) => onChange({ related: { ...draft.related, zh: event.target.value } })}
            />
          )}
        </Row>
      )}
      {has(type, "scale") && (
        <Row label={w.field.scale} fault={faultOf("scale")}>
          {(id) => (
            <InputNumber
              id={id}
              min={0}
              max={MOST_SCALE[type] ?? 4}
              precision={0}
              disabled={isFixed("scale")}
              value={draft.scale ?? 2}
              onChange={(next) => onChange({ scale: next ?? undefined })}
            />
          )}
        </Row>
      )}
      {has(type, "bounds") && (
        <>
          {bound("min", w.field.min)}
          {bound("max", w.field.max)}
        </>
      )}
      {has(type, "max_length") && (
        <Row label={w.field.maxLength} fault={faultOf("max_length")}>
          {(id) => (
            <InputNumber
              id={id}
              min={1}
              precision={0}
              disabled={isFixed("max_length")}
              value={draft.max_length ?? null}
              onChange={(next) => onChange({ max_length: next ?? undefined })}
            />
          )}
        </Row>
      )}
      {has(type, "number") && (
        <>
          <Row label={w.field.pattern} hint={w.field.patternHint} fault={faultOf("number")}>
            {(id) => (
              <Input
                id={id}
                value={draft.pattern}
                maxLength={40}
                disabled={isFixed("number")}
                onChange={(event) => onChange({ pattern: event.target.value })}
              />
            )}
          </Row>
          <Row label={w.field.period}>
            {(id) => (
              <Select
                id={id}
                value={draft.period}
                disabled={isFixed("number")}
                onChange={(period) => onChange({ period })}
                options={periods}
                style={{ width: "100%" }}
              />
            )}
          </Row>
        </>
      )}
    </>
  );
}
