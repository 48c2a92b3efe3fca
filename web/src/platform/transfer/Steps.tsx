import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { Steps as Bar } from "../ui/Steps";
import { hasBegun } from "./figures";
import { type ImportSearch, STEPS, type Step } from "./search";
import type { Import } from "./types";
import { useWizard } from "./useWizard";
import { useWords } from "./words";

/** Where one is, and the way back to what is done. */
export function Steps({ step, of }: { step: Step; of: Import | undefined }) {
  const t = useWords();
  const { module } = useWizard();
  const searchOf = (one: Step): ImportSearch | null => {
    if (one === step || (of && hasBegun(of))) return null;
    if (one === "upload") return {};
    if (one === "map" && of) return { import: of.id, step: one };
    return one === "try" && of?.job ? { import: of.id, step: one } : null;
  };
  const place = useRef<HTMLParagraphElement>(null);
  const shown = useRef(step);
  // Whoever comes to another step begins at its top, and hears which it is; what pressed the button is gone.
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    if (location.hash !== "") return;
    place.current?.focus({ preventScroll: true });
    place.current?.closest(".imp")?.scrollTo({ top: 0 });
  }, [step]);
  return (
    <>
      <p className="sr" tabIndex={-1} ref={place}>
        {t.stepOf(STEPS.indexOf(step) + 1, STEPS.length)} {t.steps[step]}
      </p>
      <Bar
        label={t.stepsLabel}
        steps={STEPS}
        names={t.steps}
        now={step}
        way={(one, name) => {
          const search = searchOf(one);
          if (search === null) return null;
          return (
            <Link to="/import/$module" params={{ module }} search={search}>
              {name}
            </Link>
          );
        }}
      />
    </>
  );
}
