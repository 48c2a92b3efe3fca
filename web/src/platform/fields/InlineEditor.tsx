import { type FocusEvent, type KeyboardEvent, useRef, useState } from "react";
import type { Field, RecordRow } from "../api/types";
import { reasonOf } from "../ui/toasts";
import { kindOf } from "./registry";

interface InlineEditorProps {
  record: RecordRow;
  field: Field;
  /** Writes, and then goes on by `step` places; what it throws is shown below the control. */
  onWrite: (value: unknown, step: number) => Promise<void>;
  /** Ends the edit without writing, and goes on by `step` places. */
  onLeave: (step: number) => void;
}

/** Fields whose control opens a list: Enter chooses in it. */
const LISTED = ["choice", "multi_choice", "lookup", "person", "department"];
/** Fields in which Enter is a new line. */
const MULTILINE = ["long_text"];

/** Edits one field where it is shown: Enter and Tab save, leaving it saves, Esc takes it back. A refusal stays, with its
 * reason. */
export function InlineEditor({ record, field, onWrite, onLeave }: InlineEditorProps) {
  const { Edit } = kindOf(field);
  const [value, setValue] = useState(record[field.key]);
  const [fault, setFault] = useState<string | null>(null);
  const latest = useRef(value);
  const isDone = useRef(false);
  const change = (next: unknown) => {
    latest.current = next;
    setValue(next);
    setFault(null);
  };
  const finish = async (step: number) => {
    if (isDone.current) return;
    isDone.current = true;
    if (JSON.stringify(latest.current) === JSON.stringify(record[field.key])) {
      onLeave(step);
      return;
    }
    try {
      await onWrite(latest.current, step);
    } catch (error) {
      isDone.current = false;
      setFault(reasonOf(error));
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const isNewLine = MULTILINE.includes(field.type) && !event.ctrlKey && !event.metaKey;
    if (event.key === "Escape") {
      isDone.current = true;
      onLeave(0);
    } else if (event.key === "Enter" && !LISTED.includes(field.type) && !isNewLine) {
      event.preventDefault();
      void finish(0);
    } else if (event.key === "Tab") {
      event.preventDefault();
      void finish(event.shiftKey ? -1 : 1);
    }
  };
  const onBlur = (event: FocusEvent) => {
    // A list or a calendar opens outside of the cell: focus in it is still the edit.
    // The window itself was left: the edit waits.
    if (!document.hasFocus() || event.currentTarget.contains(event.relatedTarget)) return;
    if (event.relatedTarget?.closest(".ant-select-dropdown, .ant-picker-dropdown")) return;
    void finish(0);
  };
  if (!Edit) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the editor inside
    <div
      className="inline-edit"
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <Edit
        field={field}
        value={value}
        onChange={change}
        inCell
        onDone={() => void finish(0)}
        record={record}
        invalid={fault !== null}
      />
      {fault && (
        <span className="fault" role="alert">
          {fault}
        </span>
      )}
    </div>
  );
}
