import type { ReactNode } from "react";

/** What stands under a control: what is wrong with what it holds, else what it means. */
export function Hint({ fault, children }: { fault: string | undefined; children?: ReactNode }) {
  if (fault) {
    return (
      <small className="late" role="alert">
        {fault}
      </small>
    );
  }
  return children ? <small className="dim">{children}</small> : null;
}
