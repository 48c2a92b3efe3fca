import { useState } from "react";

/** What a drawer makes or changes. */
export interface Edited<T> {
  /** Null: something new. It stays until another is opened, because the drawer goes with what it shows. */
  one: T | null;
  isOpen: boolean;
  /** Counts the openings: the key of the form, which begins anew each time. */
  turn: number;
  make: () => void;
  edit: (one: T) => void;
  close: () => void;
}

interface Now<T> {
  one: T | null;
  isOpen: boolean;
  turn: number;
}

export function useEdited<T>(): Edited<T> {
  const [now, setNow] = useState<Now<T>>({ one: null, isOpen: false, turn: 0 });
  const open = (one: T | null) => setNow(({ turn }) => ({ one, isOpen: true, turn: turn + 1 }));
  return { ...now, make: () => open(null), edit: open, close: () => setNow({ ...now, isOpen: false }) };
}
