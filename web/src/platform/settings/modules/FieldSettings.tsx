import { Input, InputNumber, Select } from "antd";
import type { Field } from "../../api/types";
import { today } from "../../i18n/format";
import { Row } from "../parts/Section";
import { type FieldDraft, isCrossed, type Period } from "./fieldDraft";
import { exampleOf } from "./numbers";
import { canChange, FORMATS, has, MOST_LENGTH, MOST_SCALE, USUAL_LENGTH, USUAL_SCALE } from "./settings";
import { useWords } from "./words";

export interface FieldRowsProps {
  /** Null: it is only being made. */
  field: Field | null;
  draft: FieldDraft;
  onChange: (change: Partial<FieldDraft>) => void;
  faultOf: (setting: string) => string | undefined;
}

/** What only some types have: digits, bounds, lengths, a further check, the rule of a number. What is fixed is told. */
export function FieldSettings(props: FieldRowsProps) {
  const { field, draft, onChange, faultOf } = props;
  const w = useWords();
  const { type } = draft;
  const formats = FORMATS.map((value) => ({ value: value as string, label: w.field.formats[value] }));
  return (
    <>
      {has(type, "scale") && (
        <Row label={w.field.scale} hint={field ? w.field.fixed : undefined} fault={faultOf("scale")}>
          {(id) =>
            field ? (
              <output id={id}>{draft.scale ?? USUAL_SCALE}</output>
            ) : (
              <InputNumber
                id={id}
                min={0}
                max={MOST_SCALE[type] ?? USUAL_SCALE}
                precision={0}
                value={draft.scale ?? USUAL_SCALE}
                onChange={(next) => onChange({ scale: next ?? undefined })}
              />
            )
          }
        </Row>
      )}
      {canChange(field, type, "bounds") && <Bounds {...props} />}
      {canChange(field, type, "max_length") && (
        <Row label={w.field.maxLength} fault={faultOf("max_length")}>
          {(id) => (
            <InputNumber
              id={id}
              min={1}
              max={MOST_LENGTH[type] ?? 1}
              precision={0}
              placeholder={String(USUAL_LENGTH[type])}
              value={draft.max_length ?? null}
              onChange={(next) => onChange({ max_length: next ?? undefined })}
            />
          )}
        </Row>
      )}
      {canChange(field, type, "format") && (
        <Row label={w.field.format} fault={faultOf("format")}>
          {(id) => (
            <Select
              id={id}
              value={draft.format ?? ""}
              onChange={(next) => onChange({ format: next === "" ? undefined : next })}
              options={[{ value: "", label: w.field.formatNone }, ...formats]}
              style={{ width: "100%" }}
            />
          )}
        </Row>
      )}
      {field && draft.format !== undefined && (
        <Row label={w.field.format} hint={w.field.fixed}>
          {(id) => <output id={id}>{w.field.formats[draft.format ?? ""] ?? draft.format}</output>}
        </Row>
      )}
      {canChange(field, type, "number") && <NumberRule {...props} />}
    </>
  );
}

function Bounds({ draft, onChange, faultOf }: FieldRowsProps) {
  const w = useWords();
  const scale = draft.type === "integer" ? 0 : (draft.scale ?? USUAL_SCALE);
  const faults = { min: faultOf("min"), max: isCrossed(draft) ? w.field.crossed : faultOf("max") };
  return (["min", "max"] as const).map((key) => (
    <Row key={key} label={w.field[key]} fault={faults[key]}>
      {(id) => (
        <InputNumber<string>
          id={id}
          stringMode
          controls={false}
          precision={scale}
          status={faults[key] ? "error" : ""}
          value={draft[key] ?? null}
          onChange={(next) => onChange({ [key]: next ?? undefined })}
          style={{ width: "100%" }}
        />
      )}
    </Row>
  ));
}

function NumberRule({ draft, onChange, faultOf }: FieldRowsProps) {
  const w = useWords();
  const periods = Object.entries(w.field.periods).map(([value, text]) => ({ value: value as Period, label: text }));
  return (
    <>
      <Row
        label={w.field.pattern}
        hint={w.field.patternHint(exampleOf(draft.pattern, today()))}
        fault={faultOf("number")}
      >
        {(id) => (
          <Input
            id={id}
            value={draft.pattern}
            maxLength={40}
            status={faultOf("number") ? "error" : ""}
            onChange={(event) => onChange({ pattern: event.target.value })}
          />
        )}
      </Row>
      <Row label={w.field.period} hint={w.field.periodHints[draft.period]}>
        {(id) => (
          <Select
            id={id}
            value={draft.period}
            onChange={(period) => onChange({ period })}
            options={periods}
            style={{ width: "100%" }}
          />
        )}
      </Row>
    </>
  );
}
