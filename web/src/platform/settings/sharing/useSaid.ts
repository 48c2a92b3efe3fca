import { usePlural } from "../../i18n";
import { useMe } from "../../records/useModule";
import { type SharingRule, sayRule } from "./sentence";
import { useConditions } from "./useConditions";
import { useWords } from "./words";

/** What a rule does, as a sentence; nothing of no rule. */
export function useSaid(rule: SharingRule | null): string {
  const w = useWords();
  const plural = usePlural();
  const module = useMe().modules.find((one) => one.key === rule?.module);
  const conditions = useConditions(rule?.kind === "criteria" ? rule.module : undefined, rule?.filter);
  return rule ? sayRule(rule, module ? plural(module) : rule.module, conditions, w) : "";
}
