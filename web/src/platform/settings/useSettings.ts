import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { readSettingsSearch, type SettingsSearch } from "./search";

/** What is chosen on the page, as its address says, and choosing something else. */
export function useChosen(): [SettingsSearch, (change: SettingsSearch, replace?: boolean) => void] {
  const search = readSettingsSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const { page } = useParams({ strict: false });
  const navigate = useNavigate();
  const choose = (change: SettingsSearch, replace = false) => {
    const next = Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined);
    void navigate({
      to: "/settings/$page",
      params: { page: page ?? "" },
      search: Object.fromEntries(next) as SettingsSearch,
      replace,
    });
  };
  return [search, choose];
}

/** Back to the list of a page when what was open on it is gone: what was typed for it goes with it, unasked. */
export function useLeave(): () => void {
  const { page } = useParams({ strict: false });
  const navigate = useNavigate();
  return () => void navigate({ to: "/settings/$page", params: { page: page ?? "" }, search: {}, ignoreBlocker: true });
}
