import { Button } from "antd";
import { useMemo } from "react";
import type { Module } from "../api/types";
import { useLabel } from "../i18n";
import { unplacedOf } from "./faults";
import { MapTable } from "./MapTable";
import { ModeChooser } from "./ModeChooser";
import { ReadingOptions } from "./ReadingOptions";
import { readingsOf } from "./reading";
import { missingOf, placesOf } from "./spec";
import type { Import } from "./types";
import { useMapping } from "./useMapping";
import { useWords } from "./words";

/** The second step: which column becomes which field, and how. */
export function MapStep({ module, of }: { module: Module; of: Import }) {
  const t = useWords();
  const label = useLabel();
  const { spec, refusal, faults, busy, change, read, tryIt } = useMapping(module, of);
  const places = useMemo(() => placesOf(module), [module]);
  const missing = missingOf(spec, module);
  const placed = [...readingsOf(of), ...(spec.mode === "insert" ? [] : ["match_on"])];
  // That columns are marked, and whatever stands at no column and no control; the refusal as it is where that is nothing.
  const others = unplacedOf(faults, placed);
  const told = Object.keys(faults.byColumn).length > 0 ? [t.faulty, ...others] : others;
  const said = refusal && (told.length > 0 ? told : [refusal.said]);
  return (
    <>
      <ReadingOptions
        of={of}
        spec={spec}
        faults={faults.others}
        isBusy={busy === "read"}
        onRead={(reading) => void read(reading)}
      />
      <ModeChooser module={module} spec={spec} fault={faults.others.match_on} onChange={change} />
      {missing.length > 0 && (
        <p className="imp-note warn" role="status">
          {t.missing(t.and(missing.map(label)))}
        </p>
      )}
      <MapTable of={of} places={places} spec={spec} faults={faults.byColumn} onChange={change} />
      <footer className="imp-bar">
        {said ? (
          <div className="late grow" role="alert">
            {said.map((one) => (
              <p key={one}>{one}</p>
            ))}
          </div>
        ) : (
          <p className="dim grow">
            {t.mapped(new Set(spec.columns.map((map) => map.column)).size, of.table.columns.length)} · {t.tryLead}
          </p>
        )}
        <Button type="primary" loading={busy === "try"} disabled={busy === "read"} onClick={() => void tryIt()}>
          {t.try}
        </Button>
      </footer>
    </>
  );
}
