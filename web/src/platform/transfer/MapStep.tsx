import { Button } from "antd";
import { useMemo, useState } from "react";
import { Problem } from "../api/http";
import type { Module } from "../api/types";
import { useLabel } from "../i18n";
import { reasonOf } from "../ui/toasts";
import { useDraft } from "./drafts";
import { MapTable } from "./MapTable";
import { ModeChooser } from "./ModeChooser";
import { changeImport, runImport } from "./queries";
import { ReadingOptions } from "./ReadingOptions";
import { missingOf, placesOf, readAnew, type SortedFaults, sortFaults } from "./spec";
import type { Import, Reading } from "./types";
import { useWizard } from "./useWizard";
import { useWords } from "./words";

const NO_FAULTS: SortedFaults = { byColumn: {}, others: {} };

/** The second step: which column becomes which field, and how. */
export function MapStep({ module, of }: { module: Module; of: Import }) {
  const t = useWords();
  const label = useLabel();
  const { go } = useWizard();
  const { spec, isChanged, change, forget } = useDraft(of);
  const places = useMemo(() => placesOf(module), [module]);
  const [faults, setFaults] = useState<SortedFaults>(NO_FAULTS);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState<"read" | "try" | null>(null);
  const missing = missingOf(spec, module);
  const attempt = async (what: "read" | "try", send: () => Promise<void>) => {
    setBusy(what);
    setFault(null);
    setFaults(NO_FAULTS);
    try {
      await send();
    } catch (error) {
      const sorted = error instanceof Problem ? sortFaults(error.faults, spec) : NO_FAULTS;
      setFaults(sorted);
      setFault(Object.keys(sorted.byColumn).length > 0 ? t.faulty : reasonOf(error));
    } finally {
      setBusy(null);
    }
  };
  const read = (reading: Reading) =>
    attempt("read", async () => {
      await changeImport(of.id, readAnew(spec, reading));
      forget();
    });
  const tryIt = () => {
    // Without columns the server would propose a mapping of its own.
    if (spec.columns.length === 0) return setFault(t.nothing);
    return attempt("try", async () => {
      if (isChanged) await changeImport(of.id, spec);
      await runImport(of.id, true);
      forget();
      go({ import: of.id, step: "try" });
    });
  };
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
        {fault ? (
          <p className="late grow" role="alert">
            {fault}
          </p>
        ) : (
          <p className="dim grow">
            {t.mapped(new Set(spec.columns.map((map) => map.column)).size, of.table.columns.length)} · {t.tryLead}
          </p>
        )}
        <Button type="primary" loading={busy === "try"} onClick={() => void tryIt()}>
          {t.try}
        </Button>
      </footer>
    </>
  );
}
