import { Input } from "antd";
import { useText } from "../i18n";
import { type FieldKind, isEmpty } from "./kind";

/** One line. */
export const text: FieldKind = {
  View: ({ value }) => <span className="cut">{String(value)}</span>,
  Edit: ({ field, value, onChange, id, inCell, invalid }) => (
    <Input
      id={id}
      value={(value as string | null) ?? ""}
      onChange={(event) => onChange(event.target.value)}
      maxLength={field.max_length}
      variant={inCell ? "borderless" : "outlined"}
      status={invalid ? "error" : ""}
      autoFocus={inCell}
      aria-label={inCell ? field.label : undefined}
    />
  ),
  Filter: function TextFilter({ value, onChange }) {
    const t = useText();
    const text = (value as string | undefined) ?? "";
    return (
      <Input value={text} onChange={(event) => onChange(event.target.value)} autoFocus aria-label={t.filter.value} />
    );
  },
  text: (value) => (isEmpty(value) ? "" : String(value)),
  toWire: (value) => (isEmpty(value) ? null : String(value).trim()),
  width: 180,
};
