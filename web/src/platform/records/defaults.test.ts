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
