import { describe, expect, it } from "vitest";
import type { Field, Module } from "../../api/types";
import { peopleAsked, shownFields } from "./directory";

const field = (key: string, type: Field["type"], of: Partial<Field> = {}): Field =>
  ({ key, type, system: false, ...of }) as Field;
const people = {
  key: "people",
  name_field: "name",
  tree: "manager",
  fields: [
    field("owner_department", "department", { system: true }),
    field("name", "text"),
    field("department", "department"),
    field("position", "lookup", { target: "positions" }),
    field("manager", "person", { target: "people" }),
  ],
} as unknown as Module;

describe("the people of a department", () => {
  it("are shown with their place and their manager", () => {
    expect(shownFields(people).map(({ key }) => key)).toEqual(["position", "manager"]);
  });
  it.each([
    [false, "", { op: "eq", q: undefined }],
    [true, "li", { op: "department_and_below", q: "li" }],
  ])("with those below %s and %j are asked for of the server", (hasBelow, q, { op, q: asked }) => {
    expect(peopleAsked(people, "7", hasBelow, q)).toEqual({
      filter: { field: "department", op, value: "7" },
      q: asked,
      sort: "name",
      fields: ["name", "position", "manager"],
    });
  });
});
