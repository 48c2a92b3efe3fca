import { Button, Drawer } from "antd";
import { type FormEvent, type ReactNode, useId, useRef } from "react";
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
  /** What saving does, where it is more than that. */
  okText?: string;
  width?: number;
  children: ReactNode;
}

/** A form in a drawer: at its foot why it was refused, leaving it, saving it. */
export function FormDrawer(props: FormDrawerProps) {
  const { isOpen, title, isChanged, isComplete = true, send, onSave, onClose, okText, width = 480, children } = props;
  const w = useWords();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const ask = useAsk();
  const isPhone = useIsPhone();
  useGuard(isOpen && isChanged && !send.isBusy);
  const leave = async () => {
    // What is being sent may be refused, and is then still needed.
    if (send.isBusy) return;
    if (!isChanged || (await ask({ title: w.leave, okText: w.leaveOk, isGrave: true }))) onClose();
  };
  // The first thing to be typed; on a phone the keyboard would hide the rest.
  const begin = (isThere: boolean) => {
    const isBegun = form.current?.contains(document.activeElement);
    if (isThere && !isPhone && !isBegun) form.current?.querySelector<HTMLElement>("input, textarea")?.focus();
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
        {okText ?? w.save}
      </Button>
    </div>
  );
  return (
    <Drawer
      open={isOpen}
      title={title}
      onClose={() => void leave()}
      afterOpenChange={begin}
      size={isPhone ? "100%" : width}
      footer={foot}
    >
      <form ref={form} id={id} onSubmit={submit} noValidate>
        {children}
      </form>
    </Drawer>
  );
}
