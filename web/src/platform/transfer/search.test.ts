import { expect, it } from "vitest";
import { readImportSearch, stepOf } from "./search";

it.each([
  [
    { import: "252280151021191168", step: "map" },
    { import: "252280151021191168", step: "map" },
  ],
  [
    { import: 7, like: 8 },
    { import: "7", like: "8" },
  ],
  // Too large a number has lost digits: it names another import.
  [{ import: Number("252280151021191168") }, {}],
  [{ import: "../logins", step: "nowhere", x: 1 }, {}],
])("the address %j is read as %j", (search, read) => {
  expect(readImportSearch(search)).toEqual(read);
});

const proposed = { job: null, dry_run: false, state: "proposed" } as const;
const tried = { job: "1", dry_run: true, state: "done" } as const;
const begun = { job: "1", dry_run: false, state: "running" } as const;

it.each([
  [undefined, undefined, "upload"],
  ["run", undefined, "upload"],
  [undefined, proposed, "map"],
  ["try", proposed, "map"],
  ["run", proposed, "map"],
  [undefined, tried, "try"],
  ["map", tried, "map"],
  ["run", tried, "try"],
  ["map", begun, "run"],
] as const)("asked for %s, the import %j shows the step %s", (asked, of, step) => {
  expect(stepOf(asked, of)).toBe(step);
});
