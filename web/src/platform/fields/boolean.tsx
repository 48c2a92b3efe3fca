import { Switch } from "antd";
import { textNow, useText } from "../i18n";
import type { FieldKind } from "./kind";
import { Select } from "./pickers";

export const boolean: FieldKind = {
  View: function YesOrNo({ value }) {
    const t = useText();
    return <span className={value === true ? "" : "dim"}>{value === true ? t.field.yes : t.field.no}</span>;
  },
  Edit: ({ field, value, onChange, id, inCell }) => (
    <Switch
      {...(id === undefined ? {} : { id })}
      checked={value === true}
      onChange={onChange}
      autoFocus={inCell === true}
      {...(inCell ? { "aria-label": field.label } : {})}
    />
  ),
  Filter: function YesOrNoFilter({ value, onChange }) {
    const t = useText();
    const options = [
      { value: true, label: t.field.yes },
      { value: false, label: t.field.no },
    ];
    return (
      <Select
        value={value as boolean | undefined}
        onChange={onChange}
        options={options as never}
        aria-label={t.filter.value}
        style={{ width: "100%" }}
      />
    );
  },
  text: (value) => (value === true ? textNow().field.yes : textNow().field.no),
  toWire: (value) => value === true,
  width: 80,
};
