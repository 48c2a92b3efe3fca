import { useState } from "react";
import { Problem } from "../../api/http";
import type { FieldFault } from "../../api/types";
import { reasonOf } from "../../ui/toasts";

/** A form that is sent: is it under way, and what did the server refuse. */
export interface Send {
  isBusy: boolean;
  /** All that is wrong, in a sentence: also what no field of the form stands for. */
  fault: string | null;
  of: (field: string) => string | undefined;
  faults: FieldFault[];
  /** True when it was done. */
  send: (work: () => Promise<unknown>) => Promise<boolean>;
  clear: () => void;
}

export function useSend(): Send {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
      return true;
    } catch (found) {
      setError(found);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return {
    isBusy,
    fault: error === null ? null : reasonOf(error),
    of: (field) => (error instanceof Problem ? error.of(field) : undefined),
    faults: error instanceof Problem ? error.faults : [],
    send,
    clear: () => setError(null),
  };
}
