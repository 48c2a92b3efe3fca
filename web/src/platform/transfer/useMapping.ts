import { useRef, useState } from "react";
import { Problem } from "../api/http";
import type { Module } from "../api/types";
import { reasonOf } from "../ui/toasts";
import { useDraft } from "./drafts";
import { isFaulty, type SortedFaults, sortFaults, withoutMended } from "./faults";
import { fitted } from "./modes";
import { changeImport, runImport } from "./queries";
import { type Known, knownWith, mappedAgain, readAnew } from "./reading";
import { isSame, placeOf } from "./spec";
import type { Import, ImportSpec, Reading } from "./types";
import { useWizard } from "./useWizard";
import { useWords } from "./words";

/** Why what was sent was not taken. */
interface Refusal {
  said: string;
  faults: SortedFaults;
}

const NO_FAULTS: SortedFaults = { byColumn: {}, others: {} };

/** The mapping of an import while a person makes it: read anew, changed, sent and tried, and what was refused of it. */
export function useMapping(module: Module, of: Import) {
  const t = useWords();
  const { go } = useWizard();
  const draft = useDraft(of);
  const spec = fitted(draft.spec, module);
  const known = useRef<Known>(new Map());
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState<"read" | "try" | null>(null);
  const attempt = async (what: "read" | "try", send: () => Promise<void>) => {
    setBusy(what);
    setRefusal(null);
    try {
      await send();
    } catch (error) {
      const faults = error instanceof Problem ? sortFaults(error.faults, spec) : NO_FAULTS;
      setRefusal({ said: reasonOf(error), faults });
      const first = of.table.columns.find((column) => Object.hasOwn(faults.byColumn, column));
      if (first) document.getElementById(placeOf(of.table, first))?.scrollIntoView({ block: "center" });
    } finally {
      setBusy(null);
    }
  };
  const change = (to: ImportSpec) => {
    const next = fitted(to, module);
    draft.change(next);
    const left = refusal && withoutMended(refusal.faults, spec, next);
    setRefusal(refusal && left && isFaulty(left) ? { ...refusal, faults: left } : null);
  };
  const read = (reading: Reading) =>
    attempt("read", async () => {
      known.current = knownWith(known.current, of, spec);
      const made = await changeImport(of.id, readAnew(spec, reading));
      draft.sent();
      draft.change(fitted(mappedAgain(made.spec, made.table.columns, known.current), module));
    });
  const tryIt = async () => {
    // Without columns the server would propose a mapping of its own.
    if (spec.columns.length === 0) return setRefusal({ said: t.nothing, faults: NO_FAULTS });
    return attempt("try", async () => {
      if (!isSame(spec, of.spec)) {
        await changeImport(of.id, spec);
        draft.sent();
      }
      await runImport(of.id, true);
      draft.forget();
      go({ import: of.id, step: "try" });
    });
  };
  return { spec, refusal, faults: refusal?.faults ?? NO_FAULTS, busy, change, read, tryIt };
}
