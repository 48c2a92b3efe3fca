import { PlusOutlined } from "@ant-design/icons";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useLabel } from "../../i18n";
import type { ImportProps } from "../kind";
import { openValues, optionFor, withValue } from "./values";
import { useWords } from "./words";

/** Values of the file and the options that they mean. Only those that mean none by themselves are asked about. */
export function ValueMap({ field, as, onChange, seen, refused }: ImportProps) {
  const t = useWords();
  const label = useLabel();
  const [typed, setTyped] = useState<string[]>([]);
  const values = as.values ?? {};
  const open = [...new Set([...openValues(field, seen, refused, values), ...typed])];
  const options = (field.options ?? []).filter((option) => !option.retired);
  const offered = options.map((option) => ({ value: option.key, label: label(option) }));
  return (
    <div className="imp-values">
      {open.length === 0 && seen.length > 0 && <p className="dim">{t.allKnown(seen.length)}</p>}
      {open.map((value) => {
        const to = values[value];
        const isRefused = to === undefined && refused.includes(value);
        return (
          <div key={value} className="imp-value">
            <span className="cut" title={value}>
              {value}
            </span>
            <span aria-hidden="true">→</span>
            <Select
              value={to ?? optionFor(field, value)?.key}
              onChange={(next: string | undefined) => onChange({ values: withValue(values, value, next ?? null) })}
              options={offered}
              allowClear={to !== undefined}
              showSearch={{ optionFilterProp: "label" }}
              placeholder={isRefused ? t.noOption : t.asItIs}
              status={isRefused ? "error" : ""}
              aria-label={t.meansOption(value)}
            />
          </div>
        );
      })}
      <OtherValue onAdd={(value) => setTyped((known) => [...known, value])} />
    </div>
  );
}

/** The first rows do not show every value: others are typed in. */
function OtherValue({ onAdd }: { onAdd: (value: string) => void }) {
  const t = useWords();
  const [value, setValue] = useState<string | null>(null);
  if (value === null) {
    return (
      <Button type="link" size="small" icon={<PlusOutlined />} className="imp-more" onClick={() => setValue("")}>
        {t.more}
      </Button>
    );
  }
  const add = () => {
    if (value.trim() !== "") onAdd(value.trim());
    setValue(null);
  };
  return (
    <div className="imp-value">
      <Input
        value={value}
        onChange={(event) => setValue(event.target.value)}
        onPressEnter={add}
        placeholder={t.addValue}
        aria-label={t.addValue}
        autoFocus
      />
      <Button onClick={add}>{t.add}</Button>
    </div>
  );
}
