import { expect, it } from "vitest";
import type { RecordRow } from "../../platform/api/types";
import { reasonsOf } from "./concerns";
import { concerns } from "./rows";

const deal = (of: Record<string, unknown>): RecordRow => ({
  id: "1",
  name: "x",
  version: 1,
  masked: [],
  next_step: "约总经理面谈",
  ...of,
});

it.each([
  [{ expected_close_on: "2026-11-20" }, [{ kind: "overdue", days: 8 }]],
  [{ expected_close_on: "2026-11-28" }, []],
  [{ next_step: null }, [{ kind: "noStep", days: 0 }]],
  [{ stage_changed_at: "2026-11-14T15:59:00Z" }, [{ kind: "stuck", days: 14 }]],
  [{ stage_changed_at: "2026-11-14T16:00:00Z" }, []],
  [
    { expected_close_on: "2026-11-27", stage_changed_at: "2026-10-28T04:00:00Z", next_step: "" },
    [
      { kind: "overdue", days: 1 },
      { kind: "stuck", days: 31 },
      { kind: "noStep", days: 0 },
    ],
  ],
])("a deal with %j needs a look because of %j", (of, reasons) => {
  expect(reasonsOf(deal(of), "2026-11-28")).toEqual(reasons);
});

it("the server is asked for the same days", () => {
  expect(concerns.stuck("2026-11-28").value).toBe("2026-11-14T16:00:00.000Z");
});
