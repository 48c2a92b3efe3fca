import { Button } from "antd";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useLocale, useText } from "../i18n";
import { integer } from "../i18n/format";
import { State } from "../ui/states";
import { box, watchBox } from "./box";
import { useWords } from "./words";
import "./page.css";

/** What is seen when the app opens and the server is not there. It goes on by itself when it is. */
export default function OfflinePage({ retry }: { retry: () => Promise<void> }) {
  const t = useWords();
  const { brand } = useText();
  const locale = useLocale();
  const waiting = useSyncExternalStore(watchBox, box.entries).length;
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    document.title = t.awayTitle;
  }, [t]);
  const again = async () => {
    setBusy(true);
    await retry().finally(() => setBusy(false));
  };
  return (
    <div className="away">
      <header>
        <span className="mark" aria-hidden="true">
          合
        </span>
        <h1>{brand}</h1>
      </header>
      <main>
        <State
          title={t.awayTitle}
          actions={
            <Button type="primary" loading={isBusy} onClick={() => void again()}>
              {t.retry}
            </Button>
          }
        >
          {t.away} {waiting > 0 && t.awayWaiting(integer(waiting, locale))}
        </State>
      </main>
    </div>
  );
}
