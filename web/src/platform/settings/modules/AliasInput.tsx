import { Select } from "antd";
import { useWords } from "./words";

interface AliasInputProps {
  id?: string;
  label?: string;
  /** Undefined: the server did not tell which there are. */
  value: string[] | undefined;
  onChange: (aliases: string[]) => void;
  placeholder?: string;
}

/** Other words for the same thing, as files of an import have them: each ends with Enter or a comma. */
export function AliasInput({ id, label, value, onChange, placeholder }: AliasInputProps) {
  const w = useWords();
  return (
    <Select
      mode="tags"
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { "aria-label": label })}
      value={value ?? []}
      onChange={(next: string[]) => onChange([...new Set(next.map((alias) => alias.trim()).filter(Boolean))])}
      tokenSeparators={[",", "，", "、", ";", "；"]}
      open={false}
      suffixIcon={null}
      placeholder={value === undefined ? w.notTold : placeholder}
      style={{ width: "100%" }}
    />
  );
}
