import { Input } from "antd";
import { useText } from "../i18n";
import { type EditProps, type FieldKind, isEmpty } from "./kind";
import { text } from "./text";

const PARTS = ["province", "city", "district", "street", "postcode"] as const;
type Address = Partial<Record<(typeof PARTS)[number] | "country", string>>;

const partsOf = (value: unknown): Address => (value !== null && typeof value === "object" ? (value as Address) : {});

function addressText(value: unknown): string {
  const { province, city, district, street } = partsOf(value);
  // 北京市 is both: it is said once.
  return [province === city ? null : province, city, district, street].filter(Boolean).join("");
}

function AddressEdit({ value, onChange, id }: EditProps) {
  const t = useText();
  const parts = partsOf(value);
  const change = (key: string, next: string) => {
    const all: Record<string, string> = { ...parts, [key]: next };
    const left = Object.fromEntries(Object.entries(all).filter(([, text]) => text !== ""));
    onChange(Object.keys(left).length === 0 ? null : left);
  };
  return (
    <div style={{ display: "grid", gridTemplateColumns: "1fr 1fr 1fr", gap: 8 }}>
      {PARTS.map((key, at) => (
        <Input
          key={key}
          id={at === 0 ? id : undefined}
          value={parts[key] ?? ""}
          onChange={(event) => change(key, event.target.value)}
          placeholder={t.field[key]}
          aria-label={t.field[key]}
          style={key === "street" ? { gridColumn: "span 2" } : {}}
        />
      ))}
    </div>
  );
}

export const address: FieldKind = {
  View: ({ value }) => <span>{addressText(value)}</span>,
  Edit: AddressEdit,
  text: addressText,
  width: 220,
  notInCells: true,
};

/** A path of names, 江苏省/苏州市. */
export const region: FieldKind = {
  ...text,
  View: ({ value }) => <span className="cut">{String(value).replaceAll("/", " ")}</span>,
  text: (value) => (isEmpty(value) ? "" : String(value).replaceAll("/", " ")),
  width: 130,
};
