import type { ReactNode } from "react";

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
  const fault = faults[at];
  return (
    <div className="setup-part">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {fault ? (
        <small className="late" role="alert">
          {fault}
        </small>
      ) : (
        hint && <small className="dim">{hint}</small>
      )}
    </div>
  );
}
