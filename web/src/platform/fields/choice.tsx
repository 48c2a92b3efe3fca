import { Checkbox } from "antd";
import type { Field, Locale, Option } from "../api/types";
import { labelOf, useLocale, useText } from "../i18n";
import { ValueMap } from "./importing";
import { type EditProps, type FieldKind, type FilterProps, isEmpty } from "./kind";
import { Select } from "./pickers";

/** Colours of options by name, as they are readable on both themes. */
const COLORS: Record<string, string> = {
  blue: "#2e7be6",
  green: "#2e9e5b",
  red: "#e2574c",
  orange: "#d98a00",
  yellow: "#c9a400",
  purple: "#7a5af8",
  cyan: "#0f9b8e",
  teal: "#0f9b8e",
  pink: "#d6579b",
  gray: "#8a94a6",
  grey: "#8a94a6",
};

export function colorOf(option: Pick<Option, "color"> | undefined): string {
  const color = option?.color;
  if (!color) return "#8a94a6";
  return color.startsWith("#") ? color : (COLORS[color] ?? "#8a94a6");
}

export function optionOf(field: Field, key: unknown): Option | undefined {
  return field.options?.find((option) => option.key === key);
}

function labelFor(field: Field, key: unknown, locale: Locale): string {
  const option = optionOf(field, key);
  return option ? labelOf(option, locale) : String(key);
}

/** A dot and a word; without a colour the word alone. */
export function OptionLabel({ field, value }: { field: Field; value: unknown }) {
  const locale = useLocale();
  const option = optionOf(field, value);
  const label = labelFor(field, value, locale);
  if (!option?.color) return <span className="cut">{label}</span>;
  return (
    <span className="status">
      <i style={{ background: colorOf(option) }} />
      <span className="cut">{label}</span>
    </span>
  );
}

function useOptions(field: Field, kept: unknown) {
  const locale = useLocale();
  // A retired option is offered only where it is still chosen.
  const offered = field.options?.filter(
    (o) => !o.retired || o.key === kept || (Array.isArray(kept) && kept.includes(o.key)),
  );
  return (offered ?? []).map((option) => ({ value: option.key, label: labelOf(option, locale) }));
}

function ChoiceEdit({ field, value, onChange, id, inCell, onDone, invalid }: EditProps) {
  const t = useText();
  const many = field.type === "multi_choice";
  return (
    <Select
      id={id ?? ""}
      {...(many ? { mode: "multiple" as const } : {})}
      value={(isEmpty(value) ? (many ? [] : undefined) : value) as never}
      onChange={(next: unknown) => {
        onChange(next ?? null);
        if (inCell && !many) onDone?.();
      }}
      options={useOptions(field, value)}
      allowClear={!field.required}
      showSearch={{ optionFilterProp: "label" }}
      placeholder={t.field.pick}
      variant={inCell ? "borderless" : "outlined"}
      status={invalid ? "error" : ""}
      autoFocus={inCell === true}
      defaultOpen={inCell === true}
      aria-label={inCell ? field.label : undefined}
      style={{ width: "100%" }}
    />
  );
}

/** So many options stand in a filter as boxes to tick; more are searched for. */
const SEEN_AT_ONCE = 14;

function ChoiceFilter({ field, op, value, onChange }: FilterProps) {
  const t = useText();
  const many = op === "in" || op === "not_in";
  const options = useOptions(field, value);
  const chosen = Array.isArray(value) ? value : [];
  if (many && options.length <= SEEN_AT_ONCE) {
    return (
      <fieldset className="options" aria-label={t.filter.value}>
        {options.map((option) => (
          <Checkbox
            key={option.value}
            checked={chosen.includes(option.value)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, option.value] : chosen.filter((key) => key !== option.value))
            }
          >
            {option.label}
          </Checkbox>
        ))}
      </fieldset>
    );
  }
  return (
    <Select
      {...(many ? { mode: "multiple" as const } : {})}
      value={(many ? chosen : value) as never}
      onChange={(next: unknown) => onChange(next)}
      options={options}
      showSearch={{ optionFilterProp: "label" }}
      placeholder={t.field.pick}
      aria-label={t.filter.value}
      style={{ width: "100%" }}
    />
  );
}

export const choice: FieldKind = {
  View: ({ field, value }) => <OptionLabel field={field} value={value} />,
  Edit: ChoiceEdit,
  Filter: ChoiceFilter,
  Import: ValueMap,
  text: (value, field, locale) => {
    if (isEmpty(value)) return "";
    return Array.isArray(value)
      ? value.map((key) => labelFor(field, key, locale)).join("、")
      : labelFor(field, value, locale);
  },
  width: 130,
};

export const multiChoice: FieldKind = {
  ...choice,
  View: function Chips({ field, value }) {
    const locale = useLocale();
    const keys = Array.isArray(value) ? value : [];
    return (
      <span className="cut">
        {keys.map((key) => (
          <span className="chip" key={String(key)}>
            {labelFor(field, key, locale)}
          </span>
        ))}
      </span>
    );
  },
  width: 170,
};
