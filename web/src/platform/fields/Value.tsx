import { memo } from "react";
import type { Field, RecordRow } from "../api/types";
import { useText } from "../i18n";
import { isEmpty } from "./kind";
import { kindOf } from "./registry";

/** A value as it is shown, in a cell or on a page; nothing in a cell, a dash on a page when it is empty. */
export const Value = memo(function Value({ field, record, dash }: { field: Field; record: RecordRow; dash?: boolean }) {
  const t = useText();
  const value = record[field.key];
  if (isEmpty(value)) return dash ? <span className="dim">{t.record.empty}</span> : null;
  const { View } = kindOf(field);
  return <View field={field} value={value} record={record} />;
});
