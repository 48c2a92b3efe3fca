import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/http";
import type { Labels } from "../../api/types";

/** What was retired, and what it was called. */
export interface Retired {
  key: string;
  label: string;
  labels: Labels;
}

/** Modules and fields that can be brought back. */
export const retiredQuery = queryOptions({
  queryKey: ["settings", "retired"],
  queryFn: ({ signal }) => api("GET", "retired", { signal }),
});
