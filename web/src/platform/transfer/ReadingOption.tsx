import { type ReactNode, useId, useState } from "react";
import { InputNumber } from "../fields/pickers";
import { Hint } from "../ui/Hint";
import type { Reading } from "./types";

/** A number that is sent when it is left or confirmed, not while it is typed. */
export function HeaderLine({
  id,
  line,
  isBusy,
  onRead,
}: {
  id: string;
  line: number;
  isBusy: boolean;
  onRead: (reading: Reading) => void;
}) {
  const [typed, setTyped] = useState<number | null>(line);
  const send = () => {
    if (typed !== null && typed !== line) onRead({ header_line: typed });
  };
  return (
    <InputNumber
      id={id}
      min={1}
      precision={0}
      value={typed}
      disabled={isBusy}
      onChange={setTyped}
      onBlur={send}
      onPressEnter={send}
    />
  );
}

/** A labelled choice, with what the server says of it. */
export function Option({
  label,
  fault,
  children,
}: {
  label: string;
  fault: string | undefined;
  children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      <Hint fault={fault} />
    </div>
  );
}
