import { describe, expect, it } from "vitest";
import { gather } from "./earlier";

/** Pages of letters, each named by its place. */
const list = (...pages: string[]) => {
  const read: (string | null)[] = [];
  const pageAt = async (cursor: string | null) => {
    read.push(cursor);
    const at = Number(cursor ?? 0);
    return { entries: [...(pages[at] ?? "")], next_cursor: at + 1 < pages.length ? String(at + 1) : null };
  };
  return { pageAt, read };
};

describe("what is wanted of a list", () => {
  it.each([
    ["is on the first page", ["aab"], 2, 9, "aa", null, 1],
    ["is behind pages of others", ["bbb", "bbb", "ab", "aa"], 1, 9, "a", "3", 3],
    ["is enough with all of its page", ["aaaa", "a"], 2, 9, "aaaa", "1", 1],
    ["is nowhere", ["b", "b"], 1, 9, "", null, 2],
    ["is farther than one reads at once", ["b", "b", "b", "a"], 1, 2, "", "2", 2],
  ])("%s: %j", async (_, pages, enough, most, found, next, reads) => {
    const { pageAt, read } = list(...pages);
    const gathered = await gather(pageAt, { from: null, isWanted: (one) => one === "a", enough, most });
    expect([gathered.entries.join(""), gathered.next, read.length]).toEqual([found, next, reads]);
  });

  it("is looked for from where one stopped", async () => {
    const { pageAt, read } = list("b", "b", "b", "a");
    await gather(pageAt, { from: "2", isWanted: (one) => one === "a", enough: 1, most: 9 });
    expect(read).toEqual(["2", "3"]);
  });
});
