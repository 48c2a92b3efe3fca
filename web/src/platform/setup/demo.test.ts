import { expect, it } from "vitest";
import { type DemoData, type DemoJob, percentOf, stateOf } from "./demo";

const some = [{ module: "accounts", label: "客户", labels: {}, count: 300 }];
const job = (kind: string, state: DemoJob["state"]) => ({ id: "1", kind, state, progress: null }) as DemoJob;
const told = (change: Partial<DemoData>): DemoData => ({
  can_begin: true,
  brings: some,
  records: [],
  job: null,
  ...change,
});

it.each([
  ["a new organisation", told({}), "offered"],
  ["a server without demo data", told({ brings: [], can_begin: false }), "none"],
  ["an organisation with records of its own", told({ can_begin: false }), "none"],
  ["asked for", told({ can_begin: false, job: job("demo.fill", "queued") }), "coming"],
  ["half brought", told({ can_begin: false, records: some, job: job("demo.fill", "running") }), "coming"],
  ["brought", told({ can_begin: false, records: some, job: job("demo.fill", "done") }), "there"],
  ["broken off", told({ can_begin: false, records: some, job: job("demo.fill", "dead") }), "failed"],
  ["on the way out", told({ can_begin: false, records: some, job: job("demo.remove", "running") }), "going"],
  ["gone again", told({ job: job("demo.remove", "done") }), "offered"],
] as const)("%s", (_, demo, state) => {
  expect(stateOf(demo)).toBe(state);
});

it.each([
  [null, 0],
  [{ done: 5, total: null }, 0],
  [{ done: 1, total: 3 }, 33],
  [{ done: 4, total: 3 }, 100],
])("progress %j is %s percent", (progress, percent) => {
  expect(percentOf({ ...job("demo.fill", "running"), progress })).toBe(percent);
});
