import { Button, Modal } from "antd";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { RecordRow } from "../api/types";
import { kindOf } from "../fields/registry";
import { useLabel, useText } from "../i18n";
import { Hint } from "../ui/Hint";
import type { Question } from "./useMoves";

interface MoveQuestionProps {
  question: Question;
  onAnswer: (draft: Record<string, unknown>) => Promise<void>;
  onDismiss: () => void;
}

/** Asks for exactly what a move needs. Escape takes the card back. */
export default function MoveQuestion({ question, onAnswer, onDismiss }: MoveQuestionProps) {
  const t = useText();
  const label = useLabel();
  const { card, to, fields, faults } = question;
  const [draft, setDraft] = useState<Record<string, unknown>>(question.draft);
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const [isBusy, setBusy] = useState(false);
  const box = useRef<HTMLFormElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked anew is told anew
  useEffect(() => setAnswered(new Set()), [faults]);
  const newest = fields.find((field) => faults.some((fault) => fault.field === field.key))?.key;
  const focus = () => {
    if (newest) box.current?.querySelector<HTMLElement>(`#${CSS.escape(`ask-${newest}`)}`)?.focus();
  };
  useEffect(focus, [newest]);
  const value = (key: string) => (key in draft ? draft[key] : card[key]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    await onAnswer(Object.fromEntries(fields.map((field) => [field.key, value(field.key)])));
    setBusy(false);
  };
  return (
    <Modal
      open
      title={t.board.asks(to.label)}
      onCancel={onDismiss}
      footer={null}
      width={440}
      afterOpenChange={focus}
      destroyOnHidden
    >
      <form ref={box} className="board-ask" onSubmit={submit} noValidate>
        <p className="dim">{card.name}</p>
        {fields.map((field) => {
          const { Edit } = kindOf(field);
          const fault = answered.has(field.key) ? undefined : faults.find((one) => one.field === field.key)?.message;
          const change = (next: unknown) => {
            setDraft((now) => ({ ...now, [field.key]: next }));
            setAnswered((now) => new Set(now).add(field.key));
          };
          const id = `ask-${field.key}`;
          return (
            Edit && (
              <div key={field.key}>
                <label htmlFor={id}>{label(field)}</label>
                <Edit
                  id={id}
                  field={field}
                  value={value(field.key)}
                  onChange={change}
                  record={{ ...card, ...draft } as RecordRow}
                  invalid={fault !== undefined}
                />
                <Hint fault={fault} />
              </div>
            )
          );
        })}
        <footer>
          <Button onClick={onDismiss}>{t.record.cancel}</Button>
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {t.board.move}
          </Button>
        </footer>
      </form>
    </Modal>
  );
}
