import { type InputNumber as AntInputNumber, type Select as AntSelect, Input } from "antd";
import type { Dayjs } from "dayjs";
import { type ComponentType, type CSSProperties, lazy, type ReactNode, Suspense } from "react";

interface PickerProps<T> {
  value: T;
  onChange: (value: T) => void;
  id?: string;
  format?: string;
  showTime?: { format: string };
  status?: "" | "error";
  variant?: "outlined" | "borderless";
  autoFocus?: boolean;
  defaultOpen?: boolean;
  "aria-label"?: string;
  style?: CSSProperties;
}

export type DayProps = PickerProps<Dayjs | null>;
export type SpanProps = PickerProps<[Dayjs | null, Dayjs | null] | null>;

/** Lists to choose from, and numbers: nothing that a page shows at first. */
const Choices = lazy(() => import("antd/es/select")) as unknown as ComponentType<object>;
const Numbers = lazy(() => import("antd/es/input-number")) as unknown as ComponentType<object>;

/** Calendars are a fifth of the control library: they come when the first of them is shown. */
const Days = lazy(async () => ({ default: (await import("antd/es/date-picker")).default as ComponentType<DayProps> }));
const Span = lazy(async () => ({
  default: (await import("antd/es/date-picker")).default.RangePicker as unknown as ComponentType<SpanProps>,
}));
const Times = lazy(async () => ({ default: (await import("antd/es/time-picker")).default as ComponentType<DayProps> }));

function Soon({ style, children }: { style?: CSSProperties | undefined; children: ReactNode }) {
  return <Suspense fallback={<Input disabled {...(style ? { style } : {})} />}>{children}</Suspense>;
}

export function DatePicker(props: DayProps) {
  return (
    <Soon style={props.style}>
      <Days {...props} />
    </Soon>
  );
}

export function RangePicker(props: SpanProps) {
  return (
    <Soon style={props.style}>
      <Span {...props} />
    </Soon>
  );
}

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
