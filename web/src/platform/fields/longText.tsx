import { Input } from "antd";
import type { FieldKind } from "./kind";
import { text } from "./text";

/** Several lines. */
export const longText: FieldKind = {
  ...text,
  View: ({ value }) => <span style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{String(value)}</span>,
  Edit: ({ field, value, onChange, id, invalid }) => (
    <Input.TextArea
      id={id}
      value={(value as string | null) ?? ""}
      onChange={(event) => onChange(event.target.value)}
      maxLength={field.max_length}
      autoSize={{ minRows: 3, maxRows: 10 }}
      status={invalid ? "error" : ""}
    />
  ),
  width: 240,
  notInCells: true,
};
