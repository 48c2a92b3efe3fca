import { Button } from "antd";
import type { ReactNode } from "react";
import { useWords } from "../words";
import type { Send } from "./useSend";

/** What was changed and not saved yet, at the foot of the page. */
export function SaveBar({
  isChanged,
  send,
  onSave,
  onDiscard,
  children,
}: {
  isChanged: boolean;
  send: Send;
  onSave: () => void;
  onDiscard: () => void;
  /** The way to what is wrong, where it is not seen. */
  children?: ReactNode;
}) {
  const w = useWords();
  if (!isChanged) return null;
  return (
    <div className="set-bar">
      <span className={send.fault ? "grow late" : "grow"} role={send.fault ? "alert" : "status"}>
        {send.fault ?? w.unsaved}
      </span>
      {children}
      <Button onClick={onDiscard}>{w.discard}</Button>
      <Button type="primary" loading={send.isBusy} onClick={onSave}>
        {w.save}
      </Button>
    </div>
  );
}
