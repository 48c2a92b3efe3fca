import { QueryClient, queryOptions } from "@tanstack/react-query";
import { setZone } from "../i18n/format";
import { api, Problem } from "./http";
import type { Filter } from "./types";

const MINUTE = 60_000;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      // What cannot be reached is said at once; a query that waits for the network would wait without a word.
      networkMode: "always",
      refetchOnReconnect: true,
      // A refusal is an answer; only what did not arrive is asked for again.
      retry: (count, error) => !(error instanceof Problem) && count < 2,
    },
  },
});

/** Who is signed in; null when nobody is. */
export const session = queryOptions({
  queryKey: ["session"],
  staleTime: 5 * MINUTE,
  queryFn: async ({ signal }) => {
    try {
      const me = await api("GET", "session", { signal });
      setZone(me.organisation.zone);
      return me;
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return null;
      throw error;
    }
  },
});

export const apps = queryOptions({
  queryKey: ["apps"],
  staleTime: 5 * MINUTE,
  queryFn: async ({ signal }) => (await api("GET", "apps", { signal })).apps,
});

/** The metadata of a module: fields, layout, views, rights. */
export const moduleOf = (key: string) =>
  queryOptions({
    queryKey: ["module", key],
    staleTime: 5 * MINUTE,
    // Forms open by it without a network.
    gcTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => api("GET", `modules/${key}`, { signal }),
  });

/** What a list asks for, apart from the place of its page. */
export interface Asked {
  filter?: Filter | undefined;
  q?: string | undefined;
  sort?: string | undefined;
  fields?: string[] | undefined;
}

export const PAGE = 100;
/** The server counts no further, and no offset goes beyond. */
export const FARTHEST = 10_000;

export const rowsOf = (module: string, asked: Asked, page: number) =>
  queryOptions({
    queryKey: ["rows", module, asked, page],
    queryFn: ({ signal }) =>
      api("POST", `records/${module}/query`, {
        signal,
        body: { ...asked, limit: PAGE, offset: page * PAGE, count: page === 0 ? "capped" : "none" },
      }),
  });

/** A page of a list that begins at a value of the field that it is sorted by first: the page itself, or one after a cursor. */
export const rowsAfter = (module: string, asked: Asked, from: string | number, cursor: string | null) =>
  queryOptions({
    queryKey: ["rows", module, asked, "from", from, cursor],
    queryFn: ({ signal }) => {
      const place = cursor === null ? ({ from, count: "capped" } as const) : ({ cursor, count: "none" } as const);
      return api("POST", `records/${module}/query`, { signal, body: { ...asked, ...place, limit: PAGE } });
    },
  });

/** A few records, for pickers and cards. */
export const someOf = (module: string, asked: Asked, limit: number) =>
  queryOptions({
    queryKey: ["rows", module, asked, `first ${limit}`],
    queryFn: ({ signal }) =>
      api("POST", `records/${module}/query`, { signal, body: { ...asked, limit, count: "capped" } }),
  });

export const countOf = (module: string, filter: Filter | null) =>
  queryOptions({
    queryKey: ["count", module, filter],
    staleTime: MINUTE,
    queryFn: ({ signal }) => {
      if (filter === null) return api("GET", `records/${module}/count`, { signal });
      return api("GET", `records/${module}/count?filter=${encodeURIComponent(JSON.stringify(filter))}`, { signal });
    },
  });

export const recordOf = (module: string, id: string) =>
  queryOptions({
    queryKey: ["record", module, id],
    queryFn: ({ signal }) => api("GET", `records/${module}/${id}`, { signal }),
  });

export interface Measure {
  fn: "count" | "sum" | "avg" | "min" | "max" | "count_distinct";
  field?: string;
}

export interface Report {
  filter?: Filter | undefined;
  q?: string | undefined;
  group_by: (string | { field: string; bucket: string })[];
  measures: Measure[];
  limit?: number;
  order?: unknown;
}

export interface Group {
  keys: unknown[];
  measures: (string | number | null)[];
}

export const report = (module: string, asked: Report) =>
  queryOptions({
    queryKey: ["report", module, asked],
    queryFn: async ({ signal }) => (await api("POST", `records/${module}/aggregate`, { signal, body: asked })).groups,
  });

export const timelineOf = (module: string, id: string) => ({
  queryKey: ["timeline", module, id],
  initialPageParam: null as string | null,
  queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: string | null }) =>
    api("GET", `records/${module}/${id}/timeline?limit=20${after(pageParam)}`, { signal }),
  getNextPageParam: (last: { next_cursor: string | null }) => last.next_cursor,
});

export const historyOf = (module: string, id: string) => ({
  queryKey: ["history", module, id],
  initialPageParam: null as string | null,
  queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: string | null }) =>
    api("GET", `records/${module}/${id}/history?limit=20${after(pageParam)}`, { signal }),
  getNextPageParam: (last: { next_cursor: string | null }) => last.next_cursor,
});

function after(cursor: string | null): string {
  return cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
}
