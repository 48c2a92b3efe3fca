import { Button } from "antd";
import { useWords } from "../words";
import type { Send } from "./useSend";

/** What was changed and not saved yet, at the foot of the page. */
export function SaveBar({
  isChanged,
  send,
  onSave,
  onDiscard,
}: {
  isChanged: boolean;
  send: Send;
  onSave: () => void;
  onDiscard: () => void;
}) {
  const w = useWords();
  if (!isChanged) return null;
  return (
    <div className="set-bar">
      <span className={send.fault ? "grow late" : "grow"} role={send.fault ? "alert" : "status"}>
        {send.fault ?? w.unsaved}
      </span>
      <Button onClick={onDiscard}>{w.discard}</Button>
      <Button type="primary" loading={send.isBusy} onClick={onSave}>
        {w.save}
      </Button>
    </div>
  );
}
