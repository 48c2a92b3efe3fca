import { describe, expect, it } from "vitest";
import { changed, draftsOf, type OptionDraft, optionsWire, withOne, without } from "./options";

const old: OptionDraft = {
  key: "a",
  labels: { zh: "甲" },
  color: "blue",
  aliases: [],
  retired: false,
  core: false,
  isNew: false,
};

describe("options", () => {
  it("are added with a free key and a colour that is rare", () => {
    const once = withOne([old], () => "c_x");
    expect(once[1]).toEqual({ ...old, key: "c_x", labels: {}, color: "green", aliases: [], isNew: true });
    expect(withOne(once, () => "c_x")[2]?.key).toBe("c_x_2");
  });
  it("go when they are new, and are retired when records may have them", () => {
    const both = withOne([old], () => "c_x");
    expect(without(both, "c_x")).toEqual([old]);
    expect(without(both, "a")[0]?.retired).toBe(true);
  });
  it("are sent in their order, without those that have no name", () => {
    const named = changed(
      withOne([old], () => "c_x"),
      "c_x",
      { labels: { zh: "乙", en: " " } },
    );
    expect(optionsWire([...named, ...withOne([], () => "c_y")].reverse())).toEqual([
      { key: "c_x", label: { zh: "乙" }, color: "green" },
      { key: "a", label: { zh: "甲" }, color: "blue", aliases: [], retired: false },
    ]);
  });
  it("are sent with the other words for them", () => {
    const [sent] = optionsWire([{ ...old, aliases: ["一"] }]);
    expect(sent).toEqual({ key: "a", label: { zh: "甲" }, color: "blue", aliases: ["一"], retired: false });
  });
  it("are read from what the server shows", () => {
    const shown = { key: "a", label: "甲", labels: { zh: "甲" }, color: "blue", retired: false, core: false };
    expect(draftsOf([shown])).toEqual([old]);
    expect(draftsOf([{ ...shown, aliases: ["一"] }])).toEqual([{ ...old, aliases: ["一"] }]);
    expect(draftsOf(undefined)).toEqual([]);
  });
});
