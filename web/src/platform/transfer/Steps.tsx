import { Link } from "@tanstack/react-router";
import { hasBegun } from "./figures";
import { type ImportSearch, STEPS, type Step } from "./search";
import type { Import } from "./types";
import { useWizard } from "./useWizard";
import { useWords } from "./words";

/** Where one is, and the way back to what is done. */
export function Steps({ step, of }: { step: Step; of: Import | undefined }) {
  const t = useWords();
  const { module } = useWizard();
  const at = STEPS.indexOf(step);
  const searchOf = (one: Step): ImportSearch | null => {
    if (one === step || (of && hasBegun(of))) return null;
    if (one === "upload") return {};
    if (one === "map" && of) return { import: of.id, step: one };
    return one === "try" && of?.job ? { import: of.id, step: one } : null;
  };
  return (
    <nav className="imp-steps" aria-label={t.stepsLabel}>
      <p className="sr">{t.stepOf(at + 1, STEPS.length)}</p>
      <ol>
        {STEPS.map((one, n) => {
          const search = searchOf(one);
          const name = (
            <>
              <i aria-hidden="true">{n < at ? "✓" : n + 1}</i>
              <span>{t.steps[one]}</span>
            </>
          );
          return (
            <li
              key={one}
              className={n < at ? "past" : n === at ? "now" : ""}
              aria-current={n === at ? "step" : undefined}
            >
              {search === null ? (
                <span>{name}</span>
              ) : (
                <Link to="/import/$module" params={{ module }} search={search}>
                  {name}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
