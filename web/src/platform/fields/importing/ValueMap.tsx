import { PlusOutlined } from "@ant-design/icons";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useLabel } from "../../i18n";
import type { ImportProps } from "../kind";
import { ValueLines } from "./ValueLines";
import { openValues, optionFor, withValue } from "./values";
import { useWords } from "./words";

/** Values of the file and the options that they mean. Only those that mean none by themselves are asked about. */
export function ValueMap({ field, as, onChange, seen, unknown, isTried }: ImportProps) {
  const t = useWords();
  const label = useLabel();
  const [typed, setTyped] = useState<string[]>([]);
  const values = as.values ?? {};
  const open = openValues(field, seen, unknown, { ...values, ...Object.fromEntries(typed.map((one) => [one, ""])) });
  const options = (field.options ?? []).filter((option) => !option.retired);
  const offered = options.map((option) => ({ value: option.key, label: label(option) }));
  if (!field.required) offered.unshift({ value: "", label: t.leaveEmpty });
  return (
    <div className="imp-values">
      {open.length === 0 && seen.length > 0 && <p className="dim">{t.allKnown(seen.length)}</p>}
      <ValueLines values={open}>
        {({ value }) => {
          const to = values[value];
          const isUnknown = to === undefined && !as.optional && unknown.some((one) => one.value === value);
          return (
            <Select
              value={to ?? optionFor(field, value)?.key}
              onChange={(next: string | undefined) => onChange({ values: withValue(values, value, next ?? null) })}
              options={offered}
              allowClear={to !== undefined}
              showSearch={{ optionFilterProp: "label" }}
              placeholder={isUnknown ? t.noOption : t.asItIs}
              status={isUnknown ? "error" : ""}
              aria-label={t.meansOption(value)}
            />
          );
        }}
      </ValueLines>
      {!isTried && <OtherValue onAdd={(value) => setTyped((known) => [...known, value])} />}
    </div>
  );
}

/** The first rows do not show every value: others are typed in, until a dry run tells them all. */
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
