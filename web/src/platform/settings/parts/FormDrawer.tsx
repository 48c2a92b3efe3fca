import { Button, Drawer } from "antd";
import { type FormEvent, type ReactNode, useId } from "react";
import { useIsPhone } from "../../ui/useIsPhone";
import { useWords } from "../words";
import { useAsk } from "./ask";
import { useGuard } from "./useGuard";
import type { Send } from "./useSend";

interface FormDrawerProps {
  isOpen: boolean;
  title: string;
  /** Something was typed: it is not thrown away without asking. */
  isChanged: boolean;
  /** All that is needed is there. */
  isComplete?: boolean;
  send: Send;
  onSave: () => Promise<void>;
  onClose: () => void;
  width?: number;
  children: ReactNode;
}

/** A form in a drawer: at its foot why it was refused, leaving it, saving it. */
export function FormDrawer(props: FormDrawerProps) {
  const { isOpen, title, isChanged, isComplete = true, send, onSave, onClose, width = 480, children } = props;
  const w = useWords();
  const id = useId();
  const ask = useAsk();
  const isPhone = useIsPhone();
  useGuard(isOpen && isChanged && !send.isBusy);
  const leave = async () => {
    if (!isChanged || (await ask({ title: w.leave, okText: w.leaveOk }))) onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // What is typed in a box above the drawer is sent there.
    if (event.target === event.currentTarget && isComplete && !send.isBusy) void onSave();
  };
  const foot = (
    <div className="set-foot">
      <span className="grow late" role="alert">
        {send.fault}
      </span>
      <Button onClick={() => void leave()}>{w.cancel}</Button>
      <Button type="primary" htmlType="submit" form={id} loading={send.isBusy} disabled={!isComplete}>
        {w.save}
      </Button>
    </div>
  );
  return (
    <Drawer open={isOpen} title={title} onClose={() => void leave()} size={isPhone ? "100%" : width} footer={foot}>
      <form id={id} onSubmit={submit} noValidate>
        {children}
      </form>
    </Drawer>
  );
}
