import { Button } from "antd";
import { useWords } from "../words";
import type { Send } from "./useSend";

interface DrawerFootProps {
  send: Send;
  onCancel: () => void;
  onSave: () => void;
  canSave?: boolean;
  text?: string;
}

/** What a drawer ends with: why it was refused, leaving it, saving it. */
export function DrawerFoot({ send, onCancel, onSave, canSave = true, text }: DrawerFootProps) {
  const w = useWords();
  return (
    <div className="set-foot">
      <span className="grow late" role="alert">
        {send.fault}
      </span>
      <Button onClick={onCancel}>{w.cancel}</Button>
      <Button type="primary" loading={send.isBusy} disabled={!canSave} onClick={onSave}>
        {text ?? w.save}
      </Button>
    </div>
  );
}
