import { MapHow } from "./MapHow";
import { PlaceSelect } from "./PlaceSelect";
import { mapOf, placeOf, withField } from "./spec";
import type { Import, ImportSpec, Place } from "./types";
import { seenIn } from "./values";
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
  const how = map && place && <MapHow map={map} place={place} of={of} spec={spec} onChange={onChange} />;
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

/** The heading and what the first rows say under it. */
function Samples({ column, of }: { column: string; of: Import }) {
  const t = useWords();
  const seen = seenIn(of.table, column);
  return (
    <>
      <b>{column}</b>
      {seen.length === 0 ? (
        <small className="dim">{t.emptyColumn}</small>
      ) : (
        <ul className="imp-samples" aria-label={t.samples}>
          {seen.map((value) => (
            <li key={value} title={value}>
              {value}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
