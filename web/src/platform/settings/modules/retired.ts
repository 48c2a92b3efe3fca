import { queryOptions } from "@tanstack/react-query";
import type { Answer } from "../../api/doors";
import { api } from "../../api/http";

/** What was retired, and what it was called. */
export type Retired = Answer<"GET", "retired">["modules"][number];

/** Modules and fields that can be brought back. */
export const retiredQuery = queryOptions({
  queryKey: ["settings", "retired"],
  queryFn: ({ signal }) => api("GET", "retired", { signal }),
});
