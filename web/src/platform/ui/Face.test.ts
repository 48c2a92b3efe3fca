import { expect, it } from "vitest";
import { hueOf, initialsOf } from "./Face";

it.each([
  ["陈思远", "思远"],
  ["王芳", "王芳"],
  ["Ada Lovelace", "AL"],
  ["plato", "P"],
  ["", ""],
])("the circle of %s says %s", (name, said) => {
  expect(initialsOf(name)).toBe(said);
});

it("a name has one colour", () => {
  expect(hueOf("陈思远")).toBe(hueOf("陈思远"));
});
