import { Checkbox } from "antd";
import { Suspense } from "react";
import type { UnknownValue } from "../fields/kind";
import { kindOf } from "../fields/registry";
import { useLocale } from "../i18n";
import { integer } from "../i18n/format";
import { isUnderWay } from "./figures";
import { withMap, withSpec } from "./spec";
import type { ColumnMap, Import, ImportSpec, Place } from "./types";
import { seenIn, unknownIn } from "./values";
import { useWords } from "./words";

/** So many long values show what they are about. */
const FEW = 5;

interface MapHowProps {
  map: ColumnMap;
  place: Place;
  of: Import;
  spec: ImportSpec;
  onChange: (spec: ImportSpec) => void;
}

/** Values of which no more than the beginning is known: nobody can say here what they mean. */
function TooLong({ values }: { values: UnknownValue[] }) {
  const t = useWords();
  const locale = useLocale();
  return (
    <div className="imp-long">
      <p className="warn">{t.tooLong}</p>
      <ul className="imp-samples">
        {values.slice(0, FEW).map(({ value, count }) => (
          <li key={value} title={value}>
            {value} {count !== null && <span className="num dim">{t.rows(integer(count, locale))}</span>}
          </li>
        ))}
        {values.length > FEW && <li className="dim">…</li>}
      </ul>
    </div>
  );
}

/** The form of the field's type, and what becomes of values that do not fit. */
export function MapHow({ map, place, of, spec, onChange }: MapHowProps) {
  const t = useWords();
  const Form = place.part === null ? kindOf(place.field).Import : undefined;
  const change = (said: Partial<ColumnMap>) => onChange(withMap(spec, map.column, said));
  const { dates, phone_region } = spec;
  const { values, tooLong } = unknownIn(of, map);
  return (
    <div className="imp-how">
      {Form && (
        <Suspense fallback={<span className="sk" style={{ width: 160 }} />}>
          <Form
            field={place.field}
            as={map}
            onChange={change}
            file={{ dates, phone_region }}
            onFile={(said) => onChange(withSpec(spec, said))}
            seen={seenIn(of.table, map.column)}
            unknown={values}
            isTried={of.job !== null && !isUnderWay(of)}
          />
        </Suspense>
      )}
      {tooLong.length > 0 && !map.optional && !map.create_missing && <TooLong values={tooLong} />}
      {!place.field.required && (
        <Checkbox
          checked={map.optional === true}
          onChange={(event) => change({ optional: event.target.checked || undefined })}
        >
          {t.optional}
        </Checkbox>
      )}
    </div>
  );
}
