import { useEffect } from "react";
import { create } from "zustand";
import { Offline, Problem } from "../api/http";
import { textNow, useText } from "../i18n";
import { announce, Live } from "./live";

interface Toast {
  id: number;
  text: string;
  bad: boolean;
  undo?: (() => void | Promise<void>) | undefined;
}

const SHOWN_MS = 6_000;
let next = 1;

const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }));

function show(toast: Omit<Toast, "id">): void {
  // The newest three: more than that nobody reads.
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { ...toast, id: next++ }].slice(-3) }));
}

function dismiss(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

/** Says that something was done, and offers to undo it for six seconds. */
export function say(text: string, undo?: () => void | Promise<void>): void {
  announce(text);
  show({ text, bad: false, undo });
}

/** Says why something was not done. */
export function sayFault(error: unknown): void {
  show({ text: reasonOf(error), bad: true });
}

/** What a person can make of an error. */
export function reasonOf(error: unknown): string {
  const t = textNow();
  if (error instanceof Problem) return error.status === 412 ? t.record.stale : error.message;
  if (error instanceof Offline) return t.state.offline;
  return t.state.failed;
}

function Line({ toast }: { toast: Toast }) {
  const t = useText();
  useEffect(() => {
    const timer = setTimeout(() => dismiss(toast.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast.id]);
  const undo = async () => {
    dismiss(toast.id);
    try {
      await toast.undo?.();
      say(t.record.undone);
    } catch (error) {
      sayFault(error);
    }
  };
  return (
    <div className={toast.bad ? "toast bad" : "toast"} role={toast.bad ? "alert" : undefined}>
      <span>{toast.text}</span>
      {toast.undo && (
        <button type="button" onClick={undo}>
          {t.record.undo}
        </button>
      )}
    </div>
  );
}

/** What was said last, to be seen and to be heard. */
export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <>
      <div className="toasts">
        {toasts.map((toast) => (
          <Line key={toast.id} toast={toast} />
        ))}
      </div>
      <Live />
    </>
  );
}
