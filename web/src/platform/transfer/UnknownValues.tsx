import { Link } from "@tanstack/react-router";
import { useLocale } from "../i18n";
import { integer } from "../i18n/format";
import { useDraft } from "./drafts";
import { placeOf } from "./spec";
import type { Import } from "./types";
import { type UnknownColumn, unknownColumns } from "./values";
import { useWords } from "./words";

/** Enough of a column to know what it is about. */
const FEW = 5;

/** Values that their fields do not know, by column, and the way to say what they mean. */
export function UnknownValues({ of }: { of: Import }) {
  const t = useWords();
  const { spec } = useDraft(of);
  const columns = unknownColumns(of, spec);
  if (columns.length === 0) return null;
  return (
    <section className="imp-part">
      <h2>{t.unknown}</h2>
      {columns.some((column) => column.canMap) && <p className="dim">{t.unknownLead}</p>}
      <ul className="imp-unknown">
        {columns.map((column) => (
          <UnknownLine key={column.column} of={of} column={column} />
        ))}
      </ul>
    </section>
  );
}

function UnknownLine({ of, column: { column, values, rows, canMap, isCut } }: { of: Import; column: UnknownColumn }) {
  const t = useWords();
  const locale = useLocale();
  return (
    <li>
      <b>{column}</b>
      <span className="num">{t.unknownOf(integer(values.length, locale), integer(rows, locale))}</span>
      <span className="grow">
        {values.slice(0, FEW).map(({ value, count }) => (
          <span key={value} className="chip">
            {value} {count !== null && <span className="num dim">{integer(count, locale)}</span>}
          </span>
        ))}
        {values.length > FEW && <span className="dim">…</span>}
        {isCut && <small className="warn">{t.tooLong}</small>}
      </span>
      {canMap && (
        <Link
          to="/import/$module"
          params={{ module: of.module }}
          search={{ import: of.id, step: "map" }}
          hash={placeOf(of.table, column)}
        >
          {t.mapValues}
        </Link>
      )}
    </li>
  );
}
