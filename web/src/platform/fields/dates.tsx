import { useLocale, useText } from "../i18n";
import { bound, clock, clocksAt, day, dayOf, daysBetween, moment, momentAt, today } from "../i18n/format";
import { DayFilter } from "./DayFilter";
import { DayOrder } from "./importing";
import { type EditProps, type FieldKind, isEmpty } from "./kind";
import { DatePicker, TimePicker } from "./pickers";

const wide = { style: { width: "100%" } };

/** What all controls of a field have in common. */
function control({ field, id, inCell, invalid }: EditProps) {
  return {
    id: id ?? "",
    status: invalid ? "error" : "",
    variant: inCell ? "borderless" : "outlined",
    autoFocus: inCell === true,
    "aria-label": inCell ? field.label : undefined,
    ...wide,
  } as const;
}

const textIn = (value: unknown): string | null => (isEmpty(value) ? null : String(value));

function DayEdit(props: EditProps) {
  const change = (next: string | null) => {
    props.onChange(next);
    if (props.inCell) props.onDone?.();
  };
  return (
    <DatePicker {...control(props)} value={textIn(props.value)} onChange={change} defaultOpen={props.inCell === true} />
  );
}

/** A moment as the clocks of the organisation show it, wherever the person is. */
function MomentEdit(props: EditProps) {
  const text = textIn(props.value);
  return (
    <DatePicker
      {...control(props)}
      withTime
      value={text && clocksAt(text)}
      onChange={(next) => props.onChange(next && momentAt(next))}
    />
  );
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
export function Moment({ value }: { value: unknown }) {
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
  text: (value, _field, locale) => (isEmpty(value) ? "" : bound(String(value), locale)),
  // A moment is seldom meant to the millisecond.
  unmeant: ["eq", "ne"],
  width: 120,
};

export const time: FieldKind = {
  View: ({ value }) => <span className="num">{String(value).slice(0, 5)}</span>,
  Edit: (props) => <TimePicker {...control(props)} value={textIn(props.value)} onChange={props.onChange} />,
  Filter: function TimeFilter({ value, onChange }) {
    return <TimePicker value={textIn(value)} onChange={onChange} aria-label={useText().filter.value} {...wide} />;
  },
  text: (value) => (isEmpty(value) ? "" : String(value).slice(0, 5)),
  width: 90,
};
