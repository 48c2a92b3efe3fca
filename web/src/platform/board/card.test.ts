import { describe, expect, it } from "vitest";
import type { Field, Module, RecordRow } from "../api/types";
import { cardFields, daysIn, isOverdue } from "./card";
import type { BoardColumn } from "./columns";

const field = (of: Partial<Field>): Field =>
  ({ access: "write", writable: true, system: false, labels: {}, ...of }) as Field;
const stage = field({ key: "stage", type: "lookup" });
const account = field({ key: "account", type: "lookup" });
const amount = field({ key: "amount", type: "money" });
const due = field({ key: "expected_close_on", type: "date" });
const born = field({ key: "engaged_on", type: "date" });
const step = field({ key: "next_step", type: "text" });
const note = field({ key: "note", type: "text" });
const since = field({ key: "stage_changed_at", type: "date_time", writable: false });
const owner = field({ key: "owner", type: "person", system: true });
const name = field({ key: "name", type: "text" });
const module = {
  owned: true,
  name_field: "name",
  fields: [name, stage, account, amount, step, since, owner],
} as unknown as Module;

describe("a card shows", () => {
  it("the first link, amount, text and date of the view, but neither the name nor what the columns say", () => {
    const shown = cardFields(module, [name, stage, account, amount, note, born, due], stage);
    expect(shown).toEqual({ link: account, amount, choice: undefined, text: note, date: due, owner, since });
  });
  it("what comes next, also when the view leaves it out", () => {
    expect(cardFields(module, [name], stage).text).toBe(step);
  });
});

const column = (of: Partial<BoardColumn> = {}): BoardColumn => ({
  key: "1",
  label: "谈判",
  color: "",
  isClosed: false,
  staleAfter: 30,
  isRetired: false,
  ...of,
});
const record = (of: Record<string, unknown>): RecordRow => ({ id: "7", name: "x", version: 1, masked: [], ...of });

it.each([
  ["2026-11-27", due, false, true],
  ["2026-11-28", due, false, false],
  ["2026-11-27", due, true, false],
  ["2026-11-27", born, false, false],
  [null, due, false, false],
])("%s of a card is overdue: %#", (day, of, isClosed, late) => {
  expect(isOverdue(record({ [of.key]: day }), of, column({ isClosed }), "2026-11-28")).toBe(late);
});

it.each([
  ["2026-11-14T04:00:00Z", {}, 14],
  ["2026-11-15T04:00:00Z", {}, null],
  ["2026-11-21T04:00:00Z", { staleAfter: 7 }, 7],
  ["2026-11-01T04:00:00Z", { isClosed: true }, null],
  [null, {}, null],
])("since %s in a column %j: %s days", (at, of, days) => {
  expect(daysIn(record({ stage_changed_at: at }), since, column(of), "2026-11-28")).toBe(days);
});
