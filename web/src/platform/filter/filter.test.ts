import { describe, expect, it } from "vitest";
import type { Filter, Leaf } from "../api/types";
import { both, filterOf, groupOf, isComplete, isSame, partsOf, readParts, toFilter } from "./filter";

const owner: Leaf = { field: "owner", op: "in", value: [{ id: "7", name: "王芳" }] };
const mine: Leaf = { field: "owner", op: "is_me" };
const open: Leaf = { field: "outcome", op: "eq", value: "open" };
const big: Leaf = { field: "amount", op: "ge", value: "1" };
const blank: Leaf = { field: "name", op: "contains", value: "" };

describe("chips", () => {
  it("are sent without the names of links, and only when they are complete", () => {
    expect(toFilter([owner])).toEqual({ field: "owner", op: "in", value: ["7"] });
    expect(toFilter([mine, open, blank])).toEqual({ all: [mine, open] });
    expect(toFilter([{ not: { any: [owner, mine] } }])).toEqual({
      not: { any: [{ field: "owner", op: "in", value: ["7"] }, mine] },
    });
    expect(toFilter([])).toBeUndefined();
  });
  it.each<[Filter, boolean]>([
    [mine, true],
    [{ field: "a", op: "between", value: ["1", null] }, false],
    [{ field: "a", op: "between", value: ["1", "2"] }, true],
    [{ field: "a", op: "eq", value: false }, true],
    [{ field: "a", op: "in", value: [] }, false],
    [{ any: [mine, open] }, true],
    [{ any: [mine, blank] }, false],
    [{ not: { all: [] } }, false],
  ])("%j is complete: %s", (filter, complete) => {
    expect(isComplete(filter)).toBe(complete);
  });
  it.each<[Filter | null, Filter[]]>([
    [null, []],
    [mine, [mine]],
    [{ all: [mine, { all: [open, big] }] }, [mine, open, big]],
    [{ any: [mine, open] }, [{ any: [mine, open] }]],
    [{ all: [mine, { any: [open, big] }, { not: open }] }, [mine, { any: [open, big] }, { not: open }]],
  ])("of the filter %j are %j", (filter, parts) => {
    expect(partsOf(filter)).toEqual(parts);
    expect(partsOf(toFilter(parts))).toEqual(parts);
  });
  it("that an address holds are read, and nothing else of it", () => {
    const group: Filter = { not: { any: [mine, { all: [open, big] }] } };
    expect(readParts([open, 3, null, { field: "x" }, { any: [] }, { any: [open, 3] }, { not: 1 }, group])).toEqual([
      open,
      group,
    ]);
    expect(readParts("[]")).toEqual([]);
    let deep: Filter = open;
    for (let level = 0; level < 9; level++) deep = { not: deep };
    expect(readParts([deep])).toEqual([]);
  });
  it("ask for the same with and without names", () => {
    expect(isSame([owner, mine], [{ ...owner, value: ["7"] }, mine])).toBe(true);
    expect(isSame([owner], [mine])).toBe(false);
  });
  it("narrow a view", () => {
    expect(both(mine, open)).toEqual({ all: [mine, open] });
    expect(both({ all: [mine, big] }, open)).toEqual({ all: [mine, big, open] });
    expect(both({ any: [mine, big] }, open)).toEqual({ all: [{ any: [mine, big] }, open] });
    expect(both(null, open)).toEqual(open);
    expect(both(undefined, null)).toBeUndefined();
  });
});

describe("a group that is edited", () => {
  it.each<[string, Filter]>([
    ["one condition", open],
    ["any of two", { any: [open, big] }],
    ["all of two", { all: [open, big] }],
    ["none of two", { not: { any: [open, big] } }],
    ["not both", { not: { all: [open, big] } }],
    ["not one", { not: open }],
    ["not what is not", { not: { not: open } }],
    ["groups inside of it", { any: [{ all: [open, big] }, { not: { any: [mine, open] } }, mine] }],
    ["alternatives, all of them", { all: [{ any: [open, big] }, { any: [mine, owner] }] }],
  ])("and not changed is the same filter: %s", (_, filter) => {
    expect(filterOf(groupOf(filter))).toEqual(filter);
  });
  it.each<[string, Filter, (group: ReturnType<typeof groupOf>) => ReturnType<typeof groupOf>, Filter | undefined]>([
    ["any becomes all", { any: [open, big] }, (group) => ({ ...group, isAny: false }), { all: [open, big] }],
    ["it is turned round", { any: [open, big] }, (group) => ({ ...group, isNot: true }), { not: { any: [open, big] } }],
    ["and back", { not: { any: [open, big] } }, (group) => ({ ...group, isNot: false }), { any: [open, big] }],
    [
      "one is added",
      { any: [open, big] },
      (group) => ({ ...group, parts: [...group.parts, mine] }),
      { any: [open, big, mine] },
    ],
    ["one is left", { any: [open, big] }, (group) => ({ ...group, parts: [big] }), big],
    ["none is left", { not: open }, (group) => ({ ...group, parts: [] }), undefined],
  ])("is what was made of it: %s", (_, filter, edit, edited) => {
    expect(filterOf(edit(groupOf(filter)))).toEqual(edited);
  });
});
