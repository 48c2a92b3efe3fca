import { Modal } from "antd";
import { createContext, type ReactNode, useContext } from "react";

interface Asked {
  title: string;
  content?: ReactNode;
  okText: string;
  /** It cannot be undone, or loses what was typed. */
  isGrave?: boolean;
  width?: number;
  onOk?: () => void | Promise<void>;
}

/** Asks before something is done that cannot be undone; true when it is to be done. */
export type Ask = (asked: Asked) => Promise<boolean>;

const AskContext = createContext<Ask>(() => Promise.resolve(false));

export const useAsk = () => useContext(AskContext);

/** Where the questions of the settings are put. */
export function Asking({ cancel, children }: { cancel: string; children: ReactNode }) {
  const [modal, holder] = Modal.useModal();
  const ask: Ask = ({ isGrave, onOk, ...asked }) =>
    new Promise((resolve) => {
      modal.confirm({
        ...asked,
        cancelText: cancel,
        // Enter does not lose anything.
        ...(isGrave ? { okButtonProps: { danger: true }, focusable: { autoFocusButton: "cancel" as const } } : {}),
        onOk: async () => {
          await onOk?.();
          resolve(true);
        },
        onCancel: () => resolve(false),
      });
    });
  return (
    <AskContext value={ask}>
      {children}
      {holder}
    </AskContext>
  );
}
