import { useEffect, useRef, useState } from "react";
import type { Module } from "../api/types";
import { reasonOf } from "../ui/toasts";
import { type Proposed, proposeLike } from "./propose";
import type { ImportSpec } from "./types";
import { isBrokenOff, sendFile } from "./upload";
import { useWords } from "./words";

/** The server takes no more. */
const MOST_BYTES = 100 * 1024 * 1024;

/** A file on its way: so much of it has gone; at 100 the server reads it. */
export interface Sent {
  name: string;
  percent: number;
}

/** Sends a file and has an import proposed for it, with an earlier mapping where one is told. */
export function useUpload(module: Module, like: ImportSpec | undefined, onDone: (proposed: Proposed) => Promise<void>) {
  const t = useWords();
  const [sent, setSent] = useState<Sent | null>(null);
  const [fault, setFault] = useState<{ name: string; why: string } | null>(null);
  const running = useRef<AbortController | null>(null);
  // Whoever leaves the page does not wait for the file.
  useEffect(() => () => running.current?.abort(), []);
  const take = async (file: File) => {
    setFault(null);
    if (file.size > MOST_BYTES) return setFault({ name: file.name, why: t.tooLarge });
    const sending = new AbortController();
    const { signal } = sending;
    running.current = sending;
    const onSent = (percent: number) => setSent({ name: file.name, percent });
    onSent(0);
    try {
      const id = await sendFile(file, { signal, onSent });
      onSent(100);
      await onDone(await proposeLike(module.key, id, like, signal));
    } catch (error) {
      if (!isBrokenOff(error)) setFault({ name: file.name, why: reasonOf(error) });
    } finally {
      setSent(null);
    }
  };
  return { sent, fault, take: (file: File) => void take(file), cancel: () => running.current?.abort() };
}
