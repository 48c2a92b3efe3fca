import { type ReactNode, useId } from "react";
import { Failed, Lines } from "../../platform/ui/states";

interface PanelProps {
  title: string;
  lead?: string | undefined;
  /** What leads to all of it. */
  aside?: ReactNode;
  className?: string;
  query: { isPending: boolean; error: unknown; data: unknown; refetch: () => unknown };
  lines?: number;
  children: ReactNode;
}

/** A part of the home page with its own loading and its own fault: one that fails takes no other with it. */
export function Panel({ title, lead, aside, className, query, lines = 5, children }: PanelProps) {
  const id = useId();
  return (
    <section className={`panel ${className ?? ""}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {lead && <span className="dim">{lead}</span>}
        <span className="grow" />
        {aside}
      </header>
      {query.isPending ? (
        <Lines count={lines} />
      ) : query.error && query.data === undefined ? (
        <Failed error={query.error} retry={() => void query.refetch()} />
      ) : (
        children
      )}
    </section>
  );
}

/** Nothing to do in a panel, said kindly. */
export function Nothing({ title, lead, action }: { title: string; lead?: string; action?: ReactNode }) {
  return (
    <div className="nothing">
      <b>{title}</b>
      {lead && <p className="dim">{lead}</p>}
      {action}
    </div>
  );
}
