import { Button, Drawer } from "antd";
import { useLocale } from "../i18n";
import { integer } from "../i18n/format";
import { State } from "../ui/states";
import { useIsPhone } from "../ui/useIsPhone";
import { QueueLine } from "./QueueLine";
import { isUnsure } from "./queue";
import { useReach } from "./reach";
import { keepSending } from "./sync";
import { useQueue, useQueuePanel, useSending } from "./useQueue";
import { useWords } from "./words";
import "./queue.css";

/** What the person wrote and the server does not have yet: what becomes of it, and what can be done about it. */
export default function QueueDrawer() {
  const t = useWords();
  const isPhone = useIsPhone();
  const { isOpen, leave, close } = useQueuePanel();
  const { entries } = useQueue();
  return (
    <Drawer open={isOpen} onClose={close} title={t.title} size={isPhone ? "100%" : 520} destroyOnHidden>
      {leave && entries.length > 0 && <Leaving count={entries.length} onLeave={leave} onStay={close} />}
      {entries.length === 0 ? <State title={t.empty}>{t.emptyLead}</State> : <Head />}
      <ul className="queue">
        {entries.map((entry) => (
          <QueueLine key={entry.key} entry={entry} />
        ))}
      </ul>
    </Drawer>
  );
}

/** How it stands with all of it. */
function Head() {
  const t = useWords();
  const isReached = useReach((reach) => reach.isReached);
  const isSending = useSending((sending) => sending.isSending);
  const { entries, waiting } = useQueue();
  const isRefused = entries.some((entry) => entry.refusal !== null);
  const leads = [
    !isReached && waiting > 0 ? t.lead.offline : null,
    isReached && waiting > 0 ? (isSending ? t.lead.sending : t.lead.waiting) : null,
    isRefused ? t.lead.refused : null,
    entries.some((entry) => isUnsure(entry, Date.now())) ? t.lead.unsure : null,
  ];
  return (
    <div className="queue-head">
      <p className="dim grow" aria-live="polite">
        {leads.filter((lead) => lead !== null).join(" ")}
      </p>
      {waiting > 0 && (
        <Button loading={isSending} onClick={() => void keepSending()}>
          {t.sendNow}
        </Button>
      )}
    </div>
  );
}

interface LeavingProps {
  count: number;
  onLeave: () => void;
  onStay: () => void;
}

/** Whoever signs out leaves nothing of theirs in this browser, and is asked before. */
function Leaving({ count, onLeave, onStay }: LeavingProps) {
  const t = useWords();
  const locale = useLocale();
  return (
    <section className="queue-leave" role="alert">
      <h2>{t.leaveTitle}</h2>
      <p>{t.leaveLead(integer(count, locale))}</p>
      <p className="queue-acts">
        <Button type="primary" onClick={onStay}>
          {t.stay}
        </Button>
        <Button danger onClick={onLeave}>
          {t.leave}
        </Button>
      </p>
    </section>
  );
}
