import { type ReactNode, useId } from "react";
import { Hint } from "../../ui/Hint";

interface SectionProps {
  /** Left out where the section is the whole page. */
  title?: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A part of a settings page, with its title, what it is for, and what can be done. */
export function Section({ title, lead, actions, children }: SectionProps) {
  const id = useId();
  return (
    <section className="set-section" {...(title ? { "aria-labelledby": id } : {})}>
      {(title || lead || actions) && (
        <header>
          <div className="grow">
            {title && <h2 id={id}>{title}</h2>}
            {lead && <p className="dim">{lead}</p>}
          </div>
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}

interface RowProps {
  label: string;
  hint?: ReactNode;
  fault?: string | undefined;
  isRequired?: boolean;
  children: (id: string) => ReactNode;
}

/** A setting: its label, its control, and under it what it means or what is wrong with it. */
export function Row({ label, hint, fault, isRequired, children }: RowProps) {
  const id = useId();
  return (
    <div className="set-row">
      <label htmlFor={id}>
        {label}
        {isRequired && <i aria-hidden="true">*</i>}
      </label>
      <div>
        {children(id)}
        <Hint fault={fault}>{hint}</Hint>
      </div>
    </div>
  );
}
