import type { Module, RecordRow } from "../api/types";
import { OptionLabel } from "../fields/choice";
import { isEmpty, linkOf } from "../fields/kind";
import { Value } from "../fields/Value";
import { useLabel, useLocale, useText } from "../i18n";
import { day, today } from "../i18n/format";
import { useForms } from "../records/forms";
import { mayUpdate } from "../records/useModule";
import { Face } from "../ui/Face";
import { type CardFields, dayIn, daysIn, isOverdue, isPlan, isStep } from "./card";
import type { BoardColumn } from "./columns";

interface CardPartProps {
  record: RecordRow;
  fields: CardFields;
  column: BoardColumn;
}

/** What it is worth, what kind it is, and whether it has stood here for long. */
export function CardFacts({ record, fields, column }: CardPartProps) {
  const t = useText();
  const { amount, choice, since } = fields;
  const hasAmount = amount !== undefined && !isEmpty(record[amount.key]);
  const hasChoice = choice !== undefined && !isEmpty(record[choice.key]);
  const days = daysIn(record, since, column, today());
  if (!hasAmount && !hasChoice && days === null) return null;
  return (
    <p className="bcard-facts">
      {hasAmount && (
        <b>
          <Value field={amount} record={record} />
        </b>
      )}
      {hasChoice && <OptionLabel field={choice} value={record[choice.key]} />}
      {days !== null && (
        <span className={days >= column.staleAfter ? "num warn" : "num dim"}>{t.board.days(days)}</span>
      )}
    </p>
  );
}

/** What is to be done next, or the way to plan it. */
export function Step({
  module,
  record,
  field,
  isClosed,
}: {
  module: Module;
  record: RecordRow;
  field: CardFields["text"] & object;
  isClosed: boolean;
}) {
  const t = useText();
  const openForm = useForms((forms) => forms.open);
  if (isClosed) return null;
  if (!isEmpty(record[field.key])) return <p className="bcard-step cut">{String(record[field.key])}</p>;
  if (!isStep(field) || !field.writable || !mayUpdate(module)) return null;
  return (
    <button type="button" className="bcard-step none" onClick={() => openForm({ module: module.key, record })}>
      + {t.board.nextStep}
    </button>
  );
}

/** Whose it is, and when. */
export function CardFoot({ record, fields, column }: CardPartProps) {
  const t = useText();
  const label = useLabel();
  const locale = useLocale();
  const now = today();
  const { date, owner, since } = fields;
  const person = owner ? linkOf(record[owner.key]) : null;
  const shown = column.isClosed ? (since ?? date) : date;
  const on = shown ? dayIn(record, shown) : null;
  const isLate = date !== undefined && isOverdue(record, date, column, now);
  const said = on === null ? null : day(on, locale);
  if (!person?.name && !said) return null;
  return (
    <p className="bcard-foot">
      {person?.name && (
        <span className="person">
          <Face name={person.name} size={20} />
          <span>{person.name}</span>
        </span>
      )}
      <span className="grow" />
      {said && shown && (
        <span className={isLate ? "num late" : "num dim"} title={label(shown)}>
          {isLate ? t.board.overdue(said) : isPlan(shown) && !column.isClosed ? t.board.due(said) : said}
        </span>
      )}
    </p>
  );
}
