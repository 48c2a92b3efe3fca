import { Select } from "antd";
import { useLabel } from "../i18n";
import type { ImportSpec, Place } from "./types";
import { useWords } from "./words";

interface PlaceSelectProps {
  column: string;
  value: string | undefined;
  places: Place[];
  spec: ImportSpec;
  isWrong: boolean;
  onChange: (field: string | null) => void;
}

/** The field that a column goes to. One that another column fills is shown with it and cannot be taken. */
export function PlaceSelect({ column, value, places, spec, isWrong, onChange }: PlaceSelectProps) {
  const t = useWords();
  const label = useLabel();
  const nameOf = ({ field, part }: Place) =>
    part === null ? label(field) : t.part(label(field), t.parts[part as keyof typeof t.parts]);
  const options = places.map((place) => {
    const user = spec.columns.find((map) => map.field === place.key && map.column !== column)?.column;
    const name = nameOf(place);
    return {
      value: place.key,
      label: place.field.required && place.part === null ? `${name} *` : name,
      disabled: user !== undefined,
      title: user === undefined ? name : t.usedBy(user),
    };
  });
  return (
    <Select
      value={value ?? ""}
      onChange={(next: string | undefined) => onChange(next || null)}
      allowClear={value !== undefined}
      options={[{ value: "", label: t.skip, disabled: false, title: t.skip }, ...options]}
      showSearch={{ optionFilterProp: "label" }}
      status={isWrong ? "error" : ""}
      aria-label={t.fieldOf(column)}
      className={value === undefined ? "imp-skip" : ""}
    />
  );
}
