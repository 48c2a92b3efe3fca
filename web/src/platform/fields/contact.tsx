import { Input } from "antd";
import { PhoneCountry } from "./importing";
import { type FieldKind, isEmpty } from "./kind";
import { text } from "./text";

/** +86 13812345678 as 138 1234 5678, other countries as they are. */
export function phoneText(value: string): string {
  const mobile = /^\+86(1\d{2})(\d{4})(\d{4})$/.exec(value);
  if (mobile) return `${mobile[1]} ${mobile[2]} ${mobile[3]}`;
  return value.startsWith("+86") ? `0${value.slice(3)}` : value;
}

function Stop({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} className="cut num" onClick={(event) => event.stopPropagation()} rel="noreferrer noopener">
      {children}
    </a>
  );
}

export const phone: FieldKind = {
  ...text,
  View: ({ value, record, field }) => {
    const shown = String(value);
    // A masked number cannot be called.
    if (record.masked?.includes(field.key)) return <span className="num">{shown}</span>;
    return <Stop href={`tel:${shown}`}>{phoneText(shown)}</Stop>;
  },
  Edit: ({ field, value, onChange, id, inCell, invalid }) => (
    <Input
      id={id}
      type="tel"
      inputMode="tel"
      value={isEmpty(value) ? "" : phoneText(String(value))}
      onChange={(event) => onChange(event.target.value)}
      variant={inCell ? "borderless" : "outlined"}
      status={invalid ? "error" : ""}
      autoFocus={inCell}
      aria-label={inCell ? field.label : undefined}
    />
  ),
  Import: PhoneCountry,
  text: (value) => (isEmpty(value) ? "" : phoneText(String(value))),
  width: 140,
};

export const mail: FieldKind = {
  ...text,
  View: ({ value, record, field }) =>
    record.masked?.includes(field.key) ? (
      <span>{String(value)}</span>
    ) : (
      <Stop href={`mailto:${value}`}>{String(value)}</Stop>
    ),
  width: 200,
};

/** Only http and https lead anywhere: a link is typed in by people. */
export function safeUrl(value: string): string | null {
  const url = /^https?:\/\//i.test(value) ? value : `https://${value}`;
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null;
}

export const url: FieldKind = {
  ...text,
  View: ({ value }) => {
    const href = safeUrl(String(value));
    const shown = String(value)
      .replace(/^https?:\/\//i, "")
      .replace(/\/$/, "");
    if (href === null) return <span className="cut">{shown}</span>;
    return (
      <a
        href={href}
        target="_blank"
        rel="noreferrer noopener"
        className="cut"
        onClick={(event) => event.stopPropagation()}
      >
        {shown}
      </a>
    );
  },
  width: 180,
};
