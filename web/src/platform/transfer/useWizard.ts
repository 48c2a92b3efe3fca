import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { ImportSearch } from "./search";

/** Where the wizard stands, all of it in the address. */
export function useWizard() {
  const { module } = useParams({ from: "/app/import/$module" });
  const search = useSearch({ from: "/app/import/$module" });
  const navigate = useNavigate();
  const go = (to: ImportSearch, replace = false) => {
    void navigate({ to: "/import/$module", params: { module }, search: to, replace });
  };
  return { module, search, go };
}
