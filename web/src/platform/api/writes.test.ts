import { afterEach, expect, it, vi } from "vitest";
import { Problem } from "./http";
import { deleteRecords } from "./writes";

const refused = { status: 409, type: "/problems/conflict", title: "冲突", detail: "仍在使用", errors: [] };

afterEach(() => vi.unstubAllGlobals());

/** The server answers a batch with these rows. */
function answering(results: unknown[]): void {
  const answer = () => Promise.resolve(new Response(JSON.stringify({ succeeded: 0, failed: 0, results })));
  vi.stubGlobal("fetch", vi.fn(answer));
}

it.each([
  [
    "all",
    [
      { status: 200, id: "1" },
      { status: 200, id: "2" },
    ],
    ["1", "2"],
  ],
  ["some", [refused, { status: 200, id: "2" }], ["2"]],
])("records that are deleted are told: %s", async (_, results, gone) => {
  answering(results);
  expect(await deleteRecords("deals", ["1", "2"])).toEqual(gone);
});

it("a deletion that is refused is no success", async () => {
  answering([refused]);
  const failed = deleteRecords("deals", ["1"]);
  await expect(failed).rejects.toBeInstanceOf(Problem);
  await expect(failed).rejects.toThrow("仍在使用");
});
