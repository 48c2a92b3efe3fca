import { Link } from "@tanstack/react-router";
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
  return (
    <>
      <p className="sr">{t.stepOf(STEPS.indexOf(step) + 1, STEPS.length)}</p>
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
