import { useBlocker } from "@tanstack/react-router";
import { readSettingsSearch } from "../search";
import { useWords } from "../words";
import { useAsk } from "./ask";

/** Asks before what was not saved is left behind. Where the tabs of a thing share a draft, going between them leaves nothing. */
export function useGuard(isChanged: boolean, tabsShare = false): void {
  const w = useWords();
  const ask = useAsk();
  useBlocker({
    disabled: !isChanged,
    enableBeforeUnload: isChanged,
    shouldBlockFn: async ({ current, next }) => {
      const of = (search: unknown) => readSettingsSearch(search as Record<string, unknown>).of;
      const isSame = current.pathname === next.pathname && of(current.search) === of(next.search);
      if (tabsShare && isSame) return false;
      return !(await ask({ title: w.leave, okText: w.leaveOk, isGrave: true }));
    },
  });
}
