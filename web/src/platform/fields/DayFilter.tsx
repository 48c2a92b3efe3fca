import { useText } from "../i18n";
import { beginningOf, dayOf, endOf } from "../i18n/format";
import { type FilterProps, isEmpty } from "./kind";
import { DatePicker, RangePicker, Select } from "./pickers";

const wide = { style: { width: "100%" } };
const textIn = (value: unknown): string | null => (isEmpty(value) ? null : String(value));

/** A day, a span of days, or a word such as `this_month`. Of moments, a day is from its first to its last. */
export function DayFilter({ field, op, value, onChange }: FilterProps) {
  const t = useText();
  const isMoment = field.type === "date_time";
  const write = (on: string | null, isEnd: boolean) =>
    on === null || !isMoment ? on : isEnd ? endOf(on) : beginningOf(on);
  const read = (of: unknown) => {
    const text = textIn(of);
    return text !== null && isMoment ? dayOf(text) : text;
  };
  if (op === "within") {
    const options = Object.entries(t.filter.within).map(([key, label]) => ({ value: key, label }));
    return (
      <Select
        value={value as string | undefined}
        onChange={onChange}
        options={options}
        placeholder={t.field.pick}
        aria-label={t.filter.value}
        {...wide}
      />
    );
  }
  if (op === "between") {
    const [from, to] = Array.isArray(value) ? value : [null, null];
    return (
      <RangePicker
        value={[read(from), read(to)]}
        onChange={([first, last]) => onChange([write(first, false), write(last, true)])}
        aria-label={t.filter.value}
        {...wide}
      />
    );
  }
  // Later than a day is after its end, and not later up to it.
  const isEnd = op === "gt" || op === "le";
  return (
    <DatePicker
      value={read(value)}
      onChange={(next) => onChange(write(next, isEnd))}
      aria-label={t.filter.value}
      {...wide}
    />
  );
}
