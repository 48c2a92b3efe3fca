import { CloudSyncOutlined, DisconnectOutlined, WarningOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useLocale } from "../i18n";
import { integer } from "../i18n/format";
import { useReach } from "./reach";
import { useQueue, useQueuePanel } from "./useQueue";
import { useWords } from "./words";
import "./signs.css";

/** What the server does not have yet, and whether it can be reached. */
function QueueButton({ isShort }: { isShort: boolean }) {
  const t = useWords();
  const locale = useLocale();
  const isReached = useReach((reach) => reach.isReached);
  const open = useQueuePanel((panel) => panel.open);
  const { waiting, refused } = useQueue();
  const said =
    refused > 0 ? t.refused(integer(refused, locale)) : waiting > 0 ? t.waiting(integer(waiting, locale)) : t.offline;
  const Icon = refused > 0 ? WarningOutlined : waiting > 0 && isReached ? CloudSyncOutlined : DisconnectOutlined;
  const count = refused + waiting;
  return (
    <Button
      type="text"
      className={refused > 0 ? "queue-badge late" : "queue-badge warn"}
      icon={<Icon />}
      onClick={() => open()}
      aria-label={said}
      aria-live="polite"
    >
      {isShort ? count > 0 && <span className="num">{integer(count, locale)}</span> : said}
    </Button>
  );
}

/** How much waits, on the icon of a bar that has no room for words. */
function QueueDot() {
  const { entries } = useQueue();
  const locale = useLocale();
  return <b className="queue-dot num">{integer(entries.length, locale)}</b>;
}

/** The way to the queue in a menu. */
function QueueItem() {
  const t = useWords();
  const locale = useLocale();
  const open = useQueuePanel((panel) => panel.open);
  const { entries } = useQueue();
  return (
    <button type="button" className="item" onClick={() => open()}>
      <CloudSyncOutlined />
      <span>{t.waiting(integer(entries.length, locale))}</span>
    </button>
  );
}

export default function Sign({ as, isShort = false }: { as: "button" | "dot" | "item"; isShort?: boolean }) {
  if (as === "dot") return <QueueDot />;
  return as === "item" ? <QueueItem /> : <QueueButton isShort={isShort} />;
}
