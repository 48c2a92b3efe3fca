import { Input } from "antd";
import type { ReactNode } from "react";
import { Hint } from "../ui/Hint";

interface PartProps {
  at: string;
  label: string;
  hint?: string;
  faults: Record<string, string>;
  children: (id: string) => ReactNode;
}

/** A labelled control of the form, with what is wrong with it or a hint. */
export function Part({ at, label, hint, faults, children }: PartProps) {
  const id = `s-${at}`;
  return (
    <div className="setup-part">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      <Hint fault={faults[at]}>{hint}</Hint>
    </div>
  );
}

interface TextPartProps extends Omit<PartProps, "children"> {
  value: string;
  onChange: (text: string) => void;
  autoComplete: string;
  autoFocus?: boolean;
  /** It is not seen while it is typed. */
  isSecret?: boolean;
}

/** The same with a text. */
export function TextPart({ value, onChange, autoComplete, autoFocus, isSecret, ...part }: TextPartProps) {
  const Box = isSecret ? Input.Password : Input;
  return (
    <Part {...part}>
      {(id) => (
        <Box
          id={id}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          autoComplete={autoComplete}
          autoFocus={autoFocus === true}
          status={part.faults[part.at] ? "error" : ""}
        />
      )}
    </Part>
  );
}
