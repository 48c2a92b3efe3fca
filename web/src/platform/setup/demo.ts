import { queryOptions } from "@tanstack/react-query";
import { api } from "../api/http";
import { queryClient } from "../api/queries";
import type { Labels } from "../api/types";

/** How many records of a module. */
export interface Counted {
  module: string;
  label: string;
  labels: Labels;
  count: number;
}

export interface DemoJob {
  id: string;
  kind: string;
  state: "queued" | "running" | "done" | "cancelled" | "dead";
  progress: { done: number; total: number | null } | null;
  error: { message?: string } | null;
}

/** What there is of demo data, and what would come. */
export interface DemoData {
  can_begin: boolean;
  brings: Counted[];
  records: Counted[];
  job: DemoJob | null;
}

/** Is a job at work on them? */
export function isUnderWay(demo: DemoData): boolean {
  return demo.job?.state === "queued" || demo.job?.state === "running";
}

export type DemoState = "coming" | "going" | "there" | "failed" | "offered" | "none";

/** What there is to say of the demo data. */
export function stateOf(demo: DemoData): DemoState {
  if (isUnderWay(demo)) return demo.job?.kind === "demo.remove" ? "going" : "coming";
  if (demo.records.length > 0) return demo.job?.state === "dead" && demo.job.kind === "demo.fill" ? "failed" : "there";
  return demo.can_begin && demo.brings.length > 0 ? "offered" : "none";
}

/** How far the job is, in percent. */
export function percentOf({ progress }: DemoJob): number {
  if (!progress?.total) return 0;
  return Math.min(100, Math.floor((progress.done / progress.total) * 100));
}

export const demoData = queryOptions({
  queryKey: ["demo data"],
  staleTime: 0,
  queryFn: ({ signal }) => api<DemoData>("GET", "setup/demo", { signal }),
  refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 500 : false),
});

async function ask(method: "POST" | "DELETE"): Promise<void> {
  const job = await api<DemoJob>(method, "setup/demo");
  queryClient.setQueryData(demoData.queryKey, (demo) => demo && { ...demo, job });
  await queryClient.invalidateQueries({ queryKey: demoData.queryKey });
}

export const bringDemo = () => ask("POST");
export const removeDemo = () => ask("DELETE");
