import { describe, expect, it } from "vitest";
import type { Group } from "../api/queries";
import type { Field, Module, RecordPage, RecordRow } from "../api/types";
import { movedHeads, regrouped, undoDraft, wanted, withCard, withoutCard } from "./moving";

const field = (of: Partial<Field>): Field =>
  ({ access: "write", writable: true, type: "text", labels: {}, ...of }) as Field;
const card = (of: Record<string, unknown> = {}): RecordRow => ({
  id: "7",
  name: "年度维保",
  version: 3,
  masked: [],
  ...of,
});
const talks = { id: "1", name: "商务谈判" };
const won = { id: "2", name: "赢单" };
const module = {
  key: "deals",
  fields: [
    field({ key: "stage", type: "lookup", target: "stages" }),
    field({ key: "amount", type: "money" }),
    field({ key: "lost_reason", type: "choice", options: [] }),
    field({ key: "lost_note" }),
    field({ key: "outcome", type: "choice", writable: false, options: [] }),
  ],
} as unknown as Module;
const [stage] = module.fields as [Field];

describe("the heads after a move", () => {
  const both = { sums: ["amount", "weighted"], currency: "CNY" };
  const groups: Group[] = [{ keys: [talks], measures: [2, "30000.10", "15000.05"] }];
  const moved = card({ amount: "10000.10", weighted: "5000.05" });
  it("count the card and its amounts in its new column, to the cent", () => {
    expect(movedHeads(groups, both, moved, talks, won)).toEqual([
      { keys: [talks], measures: [1, "20000.00", "10000.00"] },
      { keys: [won], measures: [1, "10000.10", "5000.05"] },
    ]);
  });
  it("leave amounts in another currency to the server", () => {
    const dollars = { ...moved, amount_currency: "USD", weighted_currency: "CNY" };
    expect(movedHeads(groups, both, dollars, talks, won)[1]).toEqual({ keys: [won], measures: [1, "0", "5000.05"] });
  });
  it("are as before when the card comes back", () => {
    const there = movedHeads(groups, both, moved, talks, won);
    expect(movedHeads(there, both, moved, won, talks)[0]).toEqual(groups[0]);
  });
  it("know cards without an amount, and columns without a value", () => {
    const none: Group[] = [{ keys: [null], measures: [1, null] }];
    expect(movedHeads(none, { sums: ["amount"], currency: "CNY" }, card({ amount: null }), null, "high")).toEqual([
      { keys: [null], measures: [0, "0"] },
      { keys: ["high"], measures: [1, "0"] },
    ]);
  });
});

it("a card leaves its column and comes to the top of the other, once", () => {
  const page: RecordPage = { records: [card(), card({ id: "8" })], next_cursor: null, total: null };
  expect(withoutCard(page, "7").records.map((one) => one.id)).toEqual(["8"]);
  expect(withoutCard(page, "9")).toBe(page);
  expect(withCard(page, card({ id: "8" })).records.map((one) => one.id)).toEqual(["8", "7"]);
});

it("undoing gives back what the move and the server changed, and only what can be written", () => {
  const before = card({
    stage: talks,
    amount: "5.00",
    amount_currency: "USD",
    lost_reason: null,
    lost_note: null,
    outcome: "open",
  });
  const after = card({ ...before, version: 4, stage: won, amount: "6.00", lost_reason: "price", outcome: "lost" });
  expect(undoDraft(module, before, after)).toEqual({
    stage: talks,
    amount: "5.00",
    lost_reason: null,
  });
});

it.each([
  [["lost_reason"], ["lost_reason"]],
  [
    ["lost_note", "lost_reason"],
    ["lost_reason", "lost_note"],
  ],
  [["stage"], []],
  [["lost_reason", "outcome"], []],
  [["lost_reason", "unknown"], []],
  [[], []],
])("faults of %j ask for %j", (faults, asked) => {
  const found = wanted(
    module,
    stage,
    faults.map((one) => ({ field: one })),
  );
  expect(found.map((one) => one.key)).toEqual(asked);
});

it("a card that was changed elsewhere stands in the column of its value", () => {
  const stays = card({ id: "8", stage: talks });
  const gone = card({ id: "9", stage: won });
  const pages = [
    { key: "1", records: [stays, gone] },
    { key: "2", records: [] },
    { key: "3", records: null },
  ];
  expect(regrouped(pages, "stage")).toEqual([[stays], [gone], null]);
  const twice = [pages[0] ?? { key: "1", records: [] }, { key: "2", records: [gone] }];
  expect(regrouped(twice, "stage")).toEqual([[stays], [gone]]);
});
