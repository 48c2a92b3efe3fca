import { create } from "zustand";
import type { RecordRow } from "../api/types";

/** A form that is open in the drawer: of a record that is there, or of a new one with what is known of it already. */
export interface OpenForm {
  module: string;
  record?: RecordRow | undefined;
  start?: Record<string, unknown> | undefined;
  /** What was typed already and is not saved. */
  typed?: Record<string, unknown> | undefined;
  /** Called with what was made or changed. */
  onSaved?: ((record: RecordRow) => void) | undefined;
  /** Called when it is saved, or put by until the server can be reached. */
  onDone?: (() => void) | undefined;
}

interface Forms {
  form: OpenForm | null;
  open: (form: OpenForm) => void;
  close: () => void;
}

/** The drawer stands in the shell, so that any page, the palette and the shortcuts can open it. */
export const useForms = create<Forms>((set) => ({
  form: null,
  open: (form) => set({ form }),
  close: () => set({ form: null }),
}));
