import { describe, expect, it } from "vitest";
import { isOwnKey, proposeKey } from "./key";

describe("keys", () => {
  it.each([
    ["c_visits", true],
    ["c_2", true],
    ["c_a_b", true],
    ["visits", false],
    ["c_", false],
    ["c_a__b", false],
    ["c_a_", false],
    ["c_Ä", false],
    [`c_${"a".repeat(27)}`, false],
  ])("%s is one's own: %s", (key, own) => {
    expect(isOwnKey(key)).toBe(own);
  });
  it.each([
    ["Site visits", "c_site_visits"],
    ["  A & B!  ", "c_a_b"],
    ["现场", "c_rs"],
    ["a very long name of a field that goes on", "c_a_very_long_name_of_a_fiel"],
  ])("%s proposes %s", (name, key) => {
    expect(proposeKey(name, 1000)).toBe(key);
    expect(isOwnKey(proposeKey(name, 1000))).toBe(true);
  });
});
