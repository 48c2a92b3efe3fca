import type { Module } from "../api/types";
import { Select } from "../fields/pickers";
import { useLabel, useText } from "../i18n";
import { boardFields } from "./fields";

interface BoardFieldProps {
  module: Module;
  field: string;
  onField: (key: string) => void;
}

/** By which field the board is divided; nothing where there is no choice. */
export function BoardField({ module, field, onField }: BoardFieldProps) {
  const t = useText();
  const label = useLabel();
  const fields = boardFields(module);
  if (fields.length < 2) return null;
  return (
    <>
      <span className="dim" aria-hidden="true">
        {t.board.groupBy}
      </span>
      <Select
        value={field}
        onChange={onField}
        options={fields.map((one) => ({ value: one.key, label: label(one) }))}
        aria-label={t.board.groupBy}
        variant="filled"
        popupMatchSelectWidth={false}
        style={{ width: 120 }}
      />
    </>
  );
}
