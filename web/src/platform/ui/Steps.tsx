import type { ReactNode } from "react";
import "./steps.css";

interface StepsProps<T extends string> {
  /** What the steps belong to, for whoever hears the page. */
  label: string;
  steps: readonly T[];
  names: Record<T, string>;
  now: T;
  /** The way to a step, around its name; as it is where there is none. */
  way?: (step: T, name: ReactNode) => ReactNode;
}

/** Where one is in a wizard: what is done, what is now, what follows. */
export function Steps<T extends string>({ label, steps, names, now, way }: StepsProps<T>) {
  const at = steps.indexOf(now);
  return (
    <nav className="steps" aria-label={label}>
      <ol>
        {steps.map((step, n) => {
          const name = (
            <>
              <i aria-hidden="true">{n < at ? "✓" : n + 1}</i>
              <span>{names[step]}</span>
            </>
          );
          return (
            <li
              key={step}
              className={n < at ? "past" : n === at ? "now" : ""}
              aria-current={n === at ? "step" : undefined}
            >
              {way?.(step, name) ?? <span>{name}</span>}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
