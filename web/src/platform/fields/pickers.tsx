import { type InputNumber as AntInputNumber, type Select as AntSelect, Input } from "antd";
import { type ComponentType, type CSSProperties, lazy, type ReactNode, Suspense } from "react";

interface PickerProps<T> {
  value: T;
  onChange: (value: T) => void;
  id?: string;
  status?: "" | "error";
  variant?: "outlined" | "borderless";
  autoFocus?: boolean;
  defaultOpen?: boolean;
  "aria-label"?: string | undefined;
  style?: CSSProperties;
}

export interface DayProps extends PickerProps<string | null> {
  /** A day and what the clocks show on it: `2026-11-28T09:30:00`. */
  withTime?: boolean;
}
export type SpanProps = PickerProps<[string | null, string | null]>;

/** Lists to choose from, and numbers: nothing that a page shows at first. */
const Choices = lazy(() => import("antd/es/select")) as unknown as ComponentType<object>;
const Numbers = lazy(() => import("antd/es/input-number")) as unknown as ComponentType<object>;

/** Calendars are a fifth of the control library: they come when the first of them is shown. */
const Days = lazy(async () => ({ default: (await import("./calendars")).Days }));
const Span = lazy(async () => ({ default: (await import("./calendars")).Span }));
const Times = lazy(async () => ({ default: (await import("./calendars")).Times }));

function Soon({ style, children }: { style?: CSSProperties | undefined; children: ReactNode }) {
  return <Suspense fallback={<Input disabled {...(style ? { style } : {})} />}>{children}</Suspense>;
}

/** A day, `2026-11-28`. */
export function DatePicker(props: DayProps) {
  return (
    <Soon style={props.style}>
      <Days {...props} />
    </Soon>
  );
}

/** The first and the last of some days. */
export function RangePicker(props: SpanProps) {
  return (
    <Soon style={props.style}>
      <Span {...props} />
    </Soon>
  );
}

/** A time of day, `09:30`. */
export function TimePicker(props: DayProps) {
  return (
    <Soon style={props.style}>
      <Times {...props} />
    </Soon>
  );
}

export const Select = ((props: { style?: CSSProperties }) => (
  <Soon style={props.style}>
    <Choices {...props} />
  </Soon>
)) as unknown as typeof AntSelect;

export const InputNumber = ((props: { style?: CSSProperties }) => (
  <Soon style={props.style}>
    <Numbers {...props} />
  </Soon>
)) as unknown as typeof AntInputNumber;
