import type { ComponentType } from "react";

/** What the platform cannot know of modules by their metadata; the apps say it once, when the page starts. */
export interface Appearance {
  /** A picture for a module; those without one share one. */
  icons: Record<string, ComponentType>;
  /** The modules in the bar of a phone, left and right of the button that makes something. */
  tabs: string[];
  /** What that button makes. */
  made: string;
  /** Modules whose records are the columns of a board. */
  stages: string[];
}

export const appearance: Appearance = { icons: {}, tabs: [], made: "", stages: [] };

export function present(of: Appearance): void {
  Object.assign(appearance, of);
}
