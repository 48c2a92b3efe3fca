import { useIsPhone } from "../ui/useIsPhone";
import { MapRow } from "./MapRow";
import type { Import, ImportSpec, Place } from "./types";
import { useWords } from "./words";

interface MapTableProps {
  of: Import;
  places: Place[];
  spec: ImportSpec;
  faults: Record<string, string[]>;
  onChange: (spec: ImportSpec) => void;
}

/** Every column of the file with its first values, the field that it goes to, and how. Stacked on a phone. */
export function MapTable(props: MapTableProps) {
  const t = useWords();
  const isPhone = useIsPhone();
  const rows = props.of.table.columns.map((column) => (
    <MapRow key={column} column={column} isPhone={isPhone} {...props} />
  ));
  if (isPhone) return <ul className="imp-cards">{rows}</ul>;
  return (
    <div className="imp-tablebox">
      <table className="imp-map">
        <thead>
          <tr>
            <th scope="col">{t.column}</th>
            <th scope="col">{t.field}</th>
            <th scope="col">{t.how}</th>
          </tr>
        </thead>
        <tbody>{rows}</tbody>
      </table>
    </div>
  );
}
