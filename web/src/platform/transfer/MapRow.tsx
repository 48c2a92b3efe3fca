import { Checkbox } from "antd";
import { Suspense } from "react";
import { kindOf } from "../fields/registry";
import { isUnderWay } from "./figures";
import { PlaceSelect } from "./PlaceSelect";
import { mapOf, placeOf, withField, withMap, withSpec } from "./spec";
import type { ColumnMap, Import, ImportSpec, Place } from "./types";
import { cellsOf, seenIn, unknownIn } from "./values";
import { useWords } from "./words";

interface MapRowProps {
  column: string;
  of: Import;
  places: Place[];
  spec: ImportSpec;
  faults: Record<string, string[]>;
  onChange: (spec: ImportSpec) => void;
  isPhone: boolean;
}

/** One column of the file. */
export function MapRow({ column, of, places, spec, faults, onChange, isPhone }: MapRowProps) {
  const map = mapOf(spec, column);
  const place = places.find((one) => one.key === map?.field);
  const wrong = faults[column];
  const samples = <Samples column={column} of={of} />;
  const chosen = (
    <>
      <PlaceSelect
        column={column}
        value={map?.field}
        places={places}
        spec={spec}
        isWrong={wrong !== undefined}
        onChange={(field) => onChange(withField(spec, column, field))}
      />
      {wrong?.map((message) => (
        <small key={message} className="late" role="alert">
          {message}
        </small>
      ))}
    </>
  );
  const how = map && place && <How map={map} place={place} of={of} spec={spec} onChange={onChange} />;
  if (isPhone) {
    return (
      <li id={placeOf(of.table, column)}>
        {samples}
        {chosen}
        {how}
      </li>
    );
  }
  return (
    <tr id={placeOf(of.table, column)} className={map ? "" : "off"}>
      <th scope="row">{samples}</th>
      <td>{chosen}</td>
      <td>{how}</td>
    </tr>
  );
}

/** The heading and the first five cells. */
function Samples({ column, of }: { column: string; of: Import }) {
  const t = useWords();
  const cells = cellsOf(of.table, column);
  const isEmpty = cells.every((cell) => cell === "");
  return (
    <>
      <b>{column}</b>
      {isEmpty ? (
        <small className="dim">{t.emptyColumn}</small>
      ) : (
        <ol className="imp-samples" aria-label={t.samples}>
          {cells.map((cell, n) => (
            <li key={n} title={cell}>
              {cell === "" ? <span className="dim">—</span> : cell}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

interface HowProps {
  map: ColumnMap;
  place: Place;
  of: Import;
  spec: ImportSpec;
  onChange: (spec: ImportSpec) => void;
}

/** The form of the field's type, and what becomes of values that do not fit. */
function How({ map, place, of, spec, onChange }: HowProps) {
  const t = useWords();
  const Form = place.part === null ? kindOf(place.field).Import : undefined;
  const change = (said: Partial<ColumnMap>) => onChange(withMap(spec, map.column, said));
  const { dates, phone_region } = spec;
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
            unknown={unknownIn(of, map.column)}
            isTried={of.job !== null && !isUnderWay(of)}
          />
        </Suspense>
      )}
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
