import { hasBegun } from "./figures";
import type { Import } from "./types";

export const STEPS = ["upload", "map", "try", "run"] as const;
export type Step = (typeof STEPS)[number];

/** What the address of the wizard holds: a reload or going back loses nothing. */
export interface ImportSearch {
  import?: string;
  step?: Step;
  /** An earlier import whose mapping the next file takes over. */
  like?: string;
}

export function readImportSearch(search: Record<string, unknown>): ImportSearch {
  const id = (key: string) => {
    const value = search[key];
    return (typeof value === "string" && /^\d+$/.test(value)) || Number.isSafeInteger(value)
      ? String(value)
      : undefined;
  };
  const step = STEPS.find((one) => one === search.step);
  const read = { import: id("import"), step, like: id("like") };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** The step that is shown: the one in the address, as far as the import allows it. */
export function stepOf(asked: Step | undefined, of: Pick<Import, "job" | "dry_run" | "state"> | undefined): Step {
  if (!of) return "upload";
  if (hasBegun(of)) return "run";
  if (asked === "map" || of.job === null) return "map";
  return "try";
}
