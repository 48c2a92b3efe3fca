import { expect, it } from "vitest";
import { mayHaveChanged } from "./after";

it.each([
  [["rows", "accounts", {}, 0], true],
  [["rows", "contacts", {}, 0], true],
  [["record", "departments", "1"], true],
  [["timeline", "accounts", "1"], true],
  [["count", "deals", null], true],
  [["report", "deals", {}], true],
  [["settings", "people"], true],
  [["search", "长沙"], true],
  [["module", "accounts"], false],
  [["session"], false],
  [["apps"], false],
  [["import", "1"], false],
  [["imports", "accounts"], false],
])("%j may be another after a run: %s", (queryKey, may) => {
  expect(mayHaveChanged(queryKey)).toBe(may);
});
