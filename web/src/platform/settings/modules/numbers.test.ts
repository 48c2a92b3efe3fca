import { expect, it } from "vitest";
import { exampleOf } from "./numbers";

it.each([
  ["{yyyy}{mm}-{0000}", "202611-0001"],
  ["C{yy}{mm}{dd}{000}", "C261128001"],
  ["{0}", "1"],
  ["abc{x}", "abc{x}"],
])("%s gives %s", (pattern, example) => {
  expect(exampleOf(pattern, "2026-11-28")).toBe(example);
});
