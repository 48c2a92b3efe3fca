import dayjs, { type Dayjs } from "dayjs";
import { useLocale, useText } from "../i18n";
import { clock, day, dayOf, daysBetween, moment, today } from "../i18n/format";
import { DayOrder } from "./importing";
import { type EditProps, type FieldKind, type FilterProps, isEmpty } from "./kind";
import { DatePicker, RangePicker, Select, TimePicker } from "./pickers";

const DAY = "YYYY-MM-DD";

function DayEdit({ field, value, onChange, id, inCell, onDone, invalid }: EditProps) {
  return (
    <DatePicker
      id={id ?? ""}
      value={isEmpty(value) ? null : dayjs(String(value))}
      onChange={(next) => {
        onChange(next === null ? null : next.format(DAY));
        if (inCell) onDone?.();
      }}
      status={invalid ? "error" : ""}
      variant={inCell ? "borderless" : "outlined"}
      autoFocus={inCell === true}
      defaultOpen={inCell === true}
      {...(inCell ? { "aria-label": field.label } : {})}
      style={{ width: "100%" }}
    />
  );
}

function MomentEdit({ field, value, onChange, id, inCell, invalid }: EditProps) {
  return (
    <DatePicker
      id={id ?? ""}
      showTime={{ format: "HH:mm" }}
      format="YYYY-MM-DD HH:mm"
      value={isEmpty(value) ? null : dayjs(String(value))}
      onChange={(next) => onChange(next === null ? null : next.toISOString())}
      status={invalid ? "error" : ""}
      variant={inCell ? "borderless" : "outlined"}
      autoFocus={inCell === true}
      {...(inCell ? { "aria-label": field.label } : {})}
      style={{ width: "100%" }}
    />
  );
}

/** A day, a span of days, or a word such as `this_month`. */
function DayFilter({ field, op, value, onChange }: FilterProps) {
  const t = useText();
  const isMoment = field.type === "date_time";
  const wire = (next: Dayjs | null, end = false): string | null => {
    if (next === null) return null;
    if (!isMoment) return next.format(DAY);
    return (end ? next.endOf("day") : next.startOf("day")).toISOString();
  };
  const read = (of: unknown) => (isEmpty(of) ? null : dayjs(String(of)));
  if (op === "within") {
    const options = Object.entries(t.filter.within).map(([key, label]) => ({ value: key, label }));
    return (
      <Select
        value={value as string | undefined}
        onChange={onChange}
        options={options}
        placeholder={t.field.pick}
        aria-label={t.filter.value}
        style={{ width: "100%" }}
      />
    );
  }
  if (op === "between") {
    const [from, to] = Array.isArray(value) ? value : [null, null];
    return (
      <RangePicker
        value={[read(from), read(to)]}
        onChange={(next) => onChange(next ? [wire(next[0]), wire(next[1], true)] : null)}
        style={{ width: "100%" }}
      />
    );
  }
  return <DatePicker value={read(value)} onChange={(next) => onChange(wire(next))} style={{ width: "100%" }} />;
}

function dayText(value: unknown, locale: "zh" | "en"): string {
  return isEmpty(value) ? "" : day(String(value), locale);
}

export const date: FieldKind = {
  View: ({ value }) => <span className="num">{day(String(value), useLocale())}</span>,
  Edit: DayEdit,
  Filter: DayFilter,
  Import: DayOrder,
  text: (value, _field, locale) => dayText(value, locale),
  width: 110,
};

/** Recent moments as one says them, older ones by their day. */
function Moment({ value }: { value: unknown }) {
  const t = useText();
  const locale = useLocale();
  const text = String(value);
  const ago = daysBetween(dayOf(text), today());
  const said =
    ago === 0
      ? t.time.today(clock(text, locale))
      : ago === 1
        ? t.time.yesterday(clock(text, locale))
        : ago > 1 && ago < 30
          ? t.time.daysAgo(ago)
          : day(dayOf(text), locale);
  return (
    <time className="num" dateTime={text} title={moment(text, locale)}>
      {said}
    </time>
  );
}

export const dateTime: FieldKind = {
  View: ({ value }) => <Moment value={value} />,
  Edit: MomentEdit,
  Filter: DayFilter,
  Import: DayOrder,
  text: (value, _field, locale) => (isEmpty(value) ? "" : moment(String(value), locale)),
  width: 120,
};

export const time: FieldKind = {
  View: ({ value }) => <span className="num">{String(value).slice(0, 5)}</span>,
  Edit: ({ field, value, onChange, id, inCell, invalid }) => (
    <TimePicker
      id={id ?? ""}
      format="HH:mm"
      value={isEmpty(value) ? null : dayjs(`2000-01-01T${String(value)}`)}
      onChange={(next) => onChange(next === null ? null : next.format("HH:mm"))}
      status={invalid ? "error" : ""}
      autoFocus={inCell === true}
      {...(inCell ? { "aria-label": field.label } : {})}
      style={{ width: "100%" }}
    />
  ),
  Filter: ({ value, onChange }) => (
    <TimePicker
      format="HH:mm"
      value={isEmpty(value) ? null : dayjs(`2000-01-01T${String(value)}`)}
      onChange={(next) => onChange(next === null ? null : next.format("HH:mm"))}
      style={{ width: "100%" }}
    />
  ),
  text: (value) => (isEmpty(value) ? "" : String(value).slice(0, 5)),
  width: 90,
};

export { Moment };
