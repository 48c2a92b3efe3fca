import { useRef, useState } from "react";
import { Problem } from "../api/http";
import { type Group, queryClient } from "../api/queries";
import type { Field, FieldFault, Module, RecordPage, RecordRow } from "../api/types";
import { keep, refresh, updateRecord } from "../api/writes";
import { wireOf } from "../fields/registry";
import { textNow } from "../i18n";
import { useMe } from "../records/useModule";
import { say, sayFault } from "../ui/toasts";
import { type BoardColumn, valueIn } from "./columns";
import { movedHeads, undoDraft, wanted, withCard, withoutCard } from "./moving";
import type { BoardData } from "./useBoard";

/** A move that the server does only when it is told more. */
export interface Question {
  card: RecordRow;
  from: BoardColumn;
  to: BoardColumn;
  fields: Field[];
  faults: FieldFault[];
  draft: Record<string, unknown>;
}

export interface Moves {
  move: (card: RecordRow, from: BoardColumn, to: BoardColumn) => void;
  question: Question | null;
  /** Sends the move again with what was asked for. */
  answer: (draft: Record<string, unknown>) => Promise<void>;
  /** The card goes back. */
  dismiss: () => void;
}

/** Moves cards: at once on the board, then on the server; what it refuses goes back, what it misses is asked for. */
export function useMoves(module: Module, field: Field, board: BoardData): Moves {
  const [question, setQuestion] = useState<Question | null>(null);
  const { currency } = useMe().organisation;
  const sums = { sums: board.sums.map((sum) => sum.key), currency };
  const onTheirWay = useRef(0);

  const keyFor = (column: BoardColumn) => board.lanes?.find((lane) => lane.column.key === column.key)?.queryKey;
  const shift = (card: RecordRow, from: BoardColumn, to: BoardColumn) => {
    const moved = { ...card, [field.key]: valueIn(field, to) };
    const [left, come] = [keyFor(from), keyFor(to)];
    for (const queryKey of [board.headsKey, left, come]) if (queryKey) void queryClient.cancelQueries({ queryKey });
    queryClient.setQueryData<Group[]>(
      board.headsKey,
      (groups) => groups && movedHeads(groups, sums, card, valueIn(field, from), valueIn(field, to)),
    );
    if (left) queryClient.setQueryData<RecordPage>(left, (page) => page && withoutCard(page, card.id));
    if (come) queryClient.setQueryData<RecordPage>(come, (page) => page && withCard(page, moved));
  };
  /** Tells the server of a move. Rows that are not seen are asked for anew when they are, and what is seen does not jump; the
   * heads are counted anew when the last move has arrived. */
  const send = async (wire: Record<string, unknown>, card: RecordRow) => {
    onTheirWay.current += 1;
    try {
      return await updateRecord(module.key, card.id, wire, card.version);
    } finally {
      onTheirWay.current -= 1;
      void queryClient.invalidateQueries({ queryKey: ["rows", module.key], refetchType: "none" });
      if (onTheirWay.current === 0) void queryClient.invalidateQueries({ queryKey: board.headsKey });
    }
  };

  const undo = async (before: RecordRow, after: RecordRow, from: BoardColumn, to: BoardColumn) => {
    shift(after, to, from);
    try {
      await send(wireOf(module, undoDraft(module, before, after), before), after);
    } catch (error) {
      shift(before, from, to);
      keep(module.key, after);
      throw error;
    }
  };
  const write = async (
    card: RecordRow,
    from: BoardColumn,
    to: BoardColumn,
    fields: Field[],
    draft: Record<string, unknown>,
  ) => {
    try {
      const wire = wireOf(module, { ...draft, [field.key]: valueIn(field, to) }, card);
      const changed = await send(wire, card);
      setQuestion(null);
      say(textNow().board.moved(card.name, to.label), () => undo(card, changed, from, to));
    } catch (error) {
      const faults = error instanceof Problem && [409, 422].includes(error.status) ? error.faults : [];
      const more = wanted(module, field, faults);
      if (more.length > 0) {
        const all = [...fields, ...more.filter((one) => !fields.some((known) => known.key === one.key))];
        return setQuestion({ card, from, to, fields: all, faults, draft });
      }
      setQuestion(null);
      shift({ ...card, [field.key]: valueIn(field, to) }, to, from);
      keep(module.key, card);
      if (error instanceof Problem && error.status === 412) refresh(module.key);
      sayFault(error);
    }
  };
  return {
    question,
    move: (card, from, to) => {
      if (from.key === to.key) return;
      shift(card, from, to);
      void write(card, from, to, [], {});
    },
    answer: async (draft) => {
      if (question) await write(question.card, question.from, question.to, question.fields, draft);
    },
    dismiss: () => {
      if (question) shift({ ...question.card, [field.key]: valueIn(field, question.to) }, question.to, question.from);
      setQuestion(null);
    },
  };
}
