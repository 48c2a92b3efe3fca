import { Button } from "antd";
import { useEffect } from "react";
import { announce } from "../ui/live";
import { ProgressBar } from "../ui/ProgressBar";
import type { Sent } from "./useUpload";
import { useWords } from "./words";

/** How much of a file has gone, and the way to break it off. */
export function Sending({ sent, onCancel }: { sent: Sent; onCancel: () => void }) {
  const t = useWords();
  const said = sent.percent < 100 ? t.sending(sent.name) : t.reading(sent.name);
  useEffect(() => announce(said), [said]);
  return (
    <div className="imp-sending">
      <p>{said}</p>
      <ProgressBar percent={sent.percent} label={said} />
      <Button onClick={onCancel}>{t.cancel}</Button>
    </div>
  );
}
