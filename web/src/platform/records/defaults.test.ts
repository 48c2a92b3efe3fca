import { expect, it } from "vitest";
import type { Field, Module } from "../api/types";
import { usual } from "./defaults";

const field = (key: string, type: Field["type"], required = false, writable = true) =>
  ({ key, type, required, writable }) as Field;

it("a new record is of its maker and of now", () => {
  const fields = [
    field("owner", "person"),
    field("happened_at", "date_time", true),
    field("due_on", "date", true),
    field("next_on", "date"),
    field("created_at", "date_time", true, false),
  ];
  const me = { id: "7", name: "王芳" };
  const now = new Date("2026-11-27T16:30:00Z");
  expect(usual({ owned: true, fields } as Module, me, now)).toEqual({
    owner: me,
    happened_at: "2026-11-27T16:30:00.000Z",
    due_on: "2026-11-28",
  });
  expect(usual({ owned: false, fields: [] as Field[] } as Module, me, now)).toEqual({});
});

it("a new record begins with the defaults of its fields, as far as a form shows them", () => {
  const of = (key: string, type: Field["type"], value: unknown, writable = true) =>
    ({ key, type, default: value, writable }) as Field;
  const fields = [
    of("sends_bills", "boolean", true),
    of("kind", "choice", "company"),
    of("uses", "multi_choice", ["home"]),
    of("count", "integer", 3),
    of("none", "text", null),
    of("fixed", "choice", "a", false),
    // The server fills in what the form would have to look up.
    of("maker", "lookup", "7"),
  ];
  expect(usual({ owned: false, fields } as Module, { id: "7", name: "王芳" })).toEqual({
    sends_bills: true,
    kind: "company",
    uses: ["home"],
    count: 3,
  });
});
