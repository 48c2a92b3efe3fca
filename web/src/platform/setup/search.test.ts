import { expect, it } from "vitest";
import { belongsTo, readSetupSearch } from "./search";

it.each([
  [{ step: "apps", x: 1 }, { step: "apps" }],
  [{ step: "nowhere", stage: "old", trade: 1 }, {}],
  [
    { step: "apps", stage: "mature", trade: "sales" },
    { step: "apps", stage: "mature", trade: "sales" },
  ],
  [{}, {}],
])("the address %j is read as %j", (search, read) => {
  expect(readSetupSearch(search)).toEqual(read);
});

const admin = { admin: true };
const rep = { admin: false };

it.each([
  ["company", true, null, null],
  ["people", true, null, "company"],
  ["company", false, null, "sign-in"],
  ["apps", false, null, "sign-in"],
  ["apps", false, rep, "home"],
  ["company", false, admin, "apps"],
  ["customers", false, admin, null],
] as const)("at the step %s, set-up needed: %s, %j belongs to %s", (step, isNeeded, me, place) => {
  expect(belongsTo(step, isNeeded, me)).toBe(place);
});
