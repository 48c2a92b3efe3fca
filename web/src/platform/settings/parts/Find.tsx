import { Input } from "antd";

interface FindProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
}

/** What is typed to find something in the list that stands under it. */
export function Find({ label, value, onChange }: FindProps) {
  return (
    <Input
      className="set-find"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      placeholder={label}
      aria-label={label}
      allowClear
    />
  );
}
