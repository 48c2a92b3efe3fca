import { expect, it } from "vitest";
import { missingIn, type Needed, START } from "./company";
import type { SetUp } from "./queries";

const whole: SetUp = {
  ...START,
  account: "wangfang",
  name: "王芳",
  password: "secret",
  organisation: { ...START.organisation, name: "合一" },
};

it.each<[string, SetUp, boolean, Needed[]]>([
  ["nothing of what is whole", whole, false, []],
  ["everything at first", START, false, ["organisation.name", "name", "account", "password"]],
  ["what is blank", { ...whole, name: "  " }, false, ["name"]],
  ["the token where it is asked for", whole, true, ["token"]],
  ["no token that is there", { ...whole, token: "8" }, true, []],
])("misses %s", (_, said, isTokenNeeded, missing) => {
  expect(missingIn(said, isTokenNeeded)).toEqual(missing);
});
