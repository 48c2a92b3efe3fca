import { Button } from "antd";
import type { ReactNode } from "react";
import { Offline, Problem } from "../api/http";
import { useText } from "../i18n";
import { reasonOf } from "./toasts";

interface StateProps {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}

/** A page or a part of it that has nothing to show, and what can be done about it. */
export function State({ title, children, actions }: StateProps) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {actions && <div className="row">{actions}</div>}
    </div>
  );
}

/** Why something could not be shown: no right, not there, no network, or a fault. */
export function Failed({ error, retry }: { error: unknown; retry?: (() => void) | undefined }) {
  const t = useText();
  const problem = error instanceof Problem ? error : null;
  if (problem?.status === 403) return <State title={t.state.forbidden}>{t.state.forbiddenLead}</State>;
  if (problem?.status === 404) return <State title={t.state.missing} />;
  const again = retry && (
    <Button type="primary" onClick={retry}>
      {t.state.retry}
    </Button>
  );
  return (
    <State title={error instanceof Offline ? t.state.offline : t.state.failed} actions={again}>
      {problem && reasonOf(problem)} {problem?.requestId && <small>{t.state.request(problem.requestId)}</small>}
    </State>
  );
}

/** Lines in the shape of what will stand there. */
export function Lines({ count = 6 }: { count?: number }) {
  const t = useText();
  return (
    <div role="status" aria-label={t.state.loading} style={{ padding: "12px 0", display: "grid", gap: 16 }}>
      {Array.from({ length: count }, (_, i) => (
        <span key={i} className="sk" style={{ width: `${40 + ((i * 37) % 50)}%` }} />
      ))}
    </div>
  );
}
