import type { Filter, Labels } from "../../api/types";
import { partsOf } from "../../filter/filter";
import { type SharingRule, type SharingWords, sayRule, type Whom, whomOf } from "./sentence";

/** A sharing rule as it is edited. */
export interface RuleDraft {
  module: string;
  labels: Labels;
  kind: SharingRule["kind"];
  source: Whom;
  target: Whom;
  level: SharingRule["level"];
  /** The conditions, all of which hold. */
  parts: Filter[];
}

export function draftOf(rule: SharingRule | null, module: string): RuleDraft {
  return {
    module: rule?.module ?? module,
    labels: rule?.labels ?? {},
    kind: rule?.kind ?? "owner",
    source: whomOf(rule?.source),
    target: whomOf(rule?.target),
    level: rule?.level ?? "read",
    parts: partsOf(rule?.filter),
  };
}

/** Most characters of a name. */
const MOST = 80;

/** The names of a rule that somebody gave it: what it does is no such name. */
export function givenLabels(labels: Labels, said: string): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([, name]) => name !== said.slice(0, MOST)));
}

/** What a draft does, as a sentence that can be its name. */
export function sayDraft(draft: RuleDraft, module: string, conditions: string[] | null, w: SharingWords): string {
  const asSubject = ({ kind, link }: Whom) => ({ kind, id: link?.id ?? "", name: link?.name ?? null });
  const shown = {
    ...draft,
    source: asSubject(draft.source),
    target: asSubject(draft.target),
  } as unknown as SharingRule;
  return sayRule(shown, module, conditions, w).slice(0, MOST);
}
