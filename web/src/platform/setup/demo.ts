import { queryOptions } from "@tanstack/react-query";
import type { Answer } from "../api/doors";
import { api } from "../api/http";
import { queryClient } from "../api/queries";

/** What there is of demo data, and what would come. */
export type DemoData = Answer<"GET", "setup/demo">;
/** How many records of a module. */
export type Counted = DemoData["records"][number];
export type DemoJob = NonNullable<DemoData["job"]>;

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
  queryFn: ({ signal }) => api("GET", "setup/demo", { signal }),
  refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 500 : false),
});

async function follow(asked: Promise<DemoJob>): Promise<void> {
  const job = await asked;
  queryClient.setQueryData(demoData.queryKey, (demo) => demo && { ...demo, job });
  await queryClient.invalidateQueries({ queryKey: demoData.queryKey });
}

export const bringDemo = () => follow(api("POST", "setup/demo"));
export const removeDemo = () => follow(api("DELETE", "setup/demo"));
