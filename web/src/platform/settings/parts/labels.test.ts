import { describe, expect, it } from "vitest";
import { isNamed, labelsOf, nameIn } from "./labels";

describe("labels", () => {
  it("are sent without the language in which nothing was said", () => {
    expect(labelsOf({ zh: " 甲 ", en: " " })).toEqual({ zh: "甲" });
    expect(isNamed({ zh: "", en: " " })).toBe(false);
  });
  it.each([
    [{ zh: "甲", en: "A" }, "甲"],
    [{ zh: " ", en: "A" }, "A"],
    [{}, "1"],
  ])("%j in Chinese is %s", (labels, said) => {
    expect(nameIn(labels, "zh", "1")).toBe(said);
  });
});
