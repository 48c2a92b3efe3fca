import { Select } from "antd";

interface AliasInputProps {
  id?: string;
  label?: string;
  value: string[];
  onChange: (aliases: string[]) => void;
  placeholder?: string;
}

/** Other words for the same thing, as files of an import have them: each ends with Enter or a comma. */
export function AliasInput({ id, label, value, onChange, placeholder }: AliasInputProps) {
  return (
    <Select
      mode="tags"
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { "aria-label": label })}
      value={value}
      onChange={(next: string[]) => onChange([...new Set(next.map((alias) => alias.trim()).filter(Boolean))])}
      tokenSeparators={[",", "，", "、", ";", "；"]}
      open={false}
      suffixIcon={null}
      placeholder={placeholder}
      style={{ width: "100%" }}
    />
  );
}
