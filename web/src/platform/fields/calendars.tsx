import AntDatePicker from "antd/es/date-picker";
import AntTimePicker from "antd/es/time-picker";
import dayjs, { type Dayjs } from "dayjs";
import timezone from "dayjs/plugin/timezone";
import utc from "dayjs/plugin/utc";
import { zoneNow } from "../i18n/format";
import type { DayProps, SpanProps } from "./pickers";

// With these the calendars know the organisation's day as today, and its clocks as now.
dayjs.extend(utc);
dayjs.extend(timezone);

const DAY = "YYYY-MM-DD";
const MINUTES = "YYYY-MM-DD HH:mm";

/** Days and clocks as they are written: without a zone no clock of this browser moves them. */
function read(text: string | null): Dayjs | null {
  if (text === null) return null;
  const shown = dayjs.utc(text);
  return shown.isValid() ? shown : null;
}

const write = (shown: Dayjs | null, isClock = false) => shown?.format(isClock ? "YYYY-MM-DDTHH:mm:ss" : DAY) ?? null;

export function Days({ value, onChange, withTime, ...rest }: DayProps) {
  dayjs.tz.setDefault(zoneNow());
  return (
    <AntDatePicker
      {...rest}
      {...(withTime ? { showTime: { format: "HH:mm" }, format: MINUTES } : {})}
      value={read(value)}
      onChange={(next) => onChange(write(next, withTime))}
    />
  );
}

export function Span({ value, onChange, ...rest }: SpanProps) {
  dayjs.tz.setDefault(zoneNow());
  return (
    <AntDatePicker.RangePicker
      {...rest}
      value={[read(value[0]), read(value[1])]}
      onChange={(next) => onChange(next ? [write(next[0]), write(next[1])] : [null, null])}
    />
  );
}

export function Times({ value, onChange, ...rest }: DayProps) {
  dayjs.tz.setDefault(zoneNow());
  return (
    <AntTimePicker
      {...rest}
      format="HH:mm"
      value={value === null ? null : read(`2000-01-01T${value}`)}
      onChange={(next) => onChange(next?.format("HH:mm") ?? null)}
    />
  );
}
