import { useLocale, useText } from "../i18n";
import { money as amount, decimal, wholeNumber as grouped, percent as hundredths } from "../i18n/format";
import { type EditProps, type FieldKind, type FilterProps, isEmpty } from "./kind";
import { InputNumber } from "./pickers";

/** Text in and out, so that no digit is lost on the way. */
function Digits({ field, value, onChange, id, inCell, invalid, suffix }: EditProps & { suffix?: string }) {
  return (
    <InputNumber<string>
      id={id}
      stringMode
      controls={false}
      value={isEmpty(value) ? null : String(value)}
      onChange={(next) => onChange(next)}
      precision={field.type === "integer" ? 0 : field.scale}
      suffix={suffix}
      variant={inCell ? "borderless" : "outlined"}
      status={invalid ? "error" : ""}
      autoFocus={inCell}
      aria-label={inCell ? field.label : undefined}
      style={{ width: "100%" }}
    />
  );
}

function DigitsFilter({ field, op, value, onChange }: FilterProps) {
  const t = useText();
  const precision = field.type === "integer" ? 0 : field.scale;
  const one = (of: unknown, change: (next: string | null) => void, label?: string) => (
    <InputNumber<string>
      stringMode
      controls={false}
      precision={precision}
      value={isEmpty(of) ? null : String(of)}
      onChange={change}
      placeholder={label}
      aria-label={label ?? t.filter.value}
      style={{ width: "100%" }}
    />
  );
  if (op !== "between") return one(Array.isArray(value) ? value[0] : value, (next) => onChange(wire(field.type, next)));
  const [from, to] = Array.isArray(value) ? value : [null, null];
  return (
    <div style={{ display: "flex", gap: 8 }}>
      {one(from, (next) => onChange([wire(field.type, next), to ?? null]), t.field.from)}
      {one(to, (next) => onChange([from ?? null, wire(field.type, next)]), t.field.to)}
    </div>
  );
}

/** Whole numbers are numbers on the wire, all others are text. */
function wire(type: string, value: unknown): unknown {
  if (isEmpty(value)) return null;
  return type === "integer" ? Number(value) : String(value);
}

const digits: Pick<FieldKind, "Filter" | "toWire" | "isNumber"> = {
  Filter: DigitsFilter,
  toWire: (value, field) => wire(field.type, value),
  isNumber: true,
};

export const integer: FieldKind = {
  ...digits,
  View: ({ value }) => <span className="num">{grouped(Number(value), useLocale())}</span>,
  Edit: Digits,
  text: (value, _field, locale) => (isEmpty(value) ? "" : grouped(Number(value), locale)),
  width: 100,
};

export const decimalNumber: FieldKind = {
  ...digits,
  View: ({ value }) => <span className="num">{decimal(String(value), useLocale())}</span>,
  Edit: Digits,
  text: (value, _field, locale) => (isEmpty(value) ? "" : decimal(String(value), locale)),
  width: 110,
};

export const percent: FieldKind = {
  ...digits,
  View: ({ value }) => <span className="num">{hundredths(String(value), useLocale())}</span>,
  Edit: (props) => <Digits {...props} suffix="%" />,
  text: (value, _field, locale) => (isEmpty(value) ? "" : hundredths(String(value), locale)),
  width: 90,
};

/** The currency stands beside the amount when it is read, and inside it when it is written. */
const currencyOf = (record: Record<string, unknown> | undefined, key: string) =>
  (record?.[`${key}_currency`] as string | null | undefined) ?? null;

export const money: FieldKind = {
  ...digits,
  View: ({ field, value, record }) => (
    <span className="num">{amount(String(value), currencyOf(record, field.key) ?? "CNY", useLocale())}</span>
  ),
  Edit: (props) => <Digits {...props} suffix={currencyOf(props.record, props.field.key) ?? ""} />,
  text: (value, _field, locale) => (isEmpty(value) ? "" : decimal(String(value), locale)),
  toWire: (value, field, record) => {
    if (isEmpty(value)) return null;
    const currency = currencyOf(record, field.key);
    return currency === null ? String(value) : { amount: String(value), currency };
  },
  width: 130,
};
