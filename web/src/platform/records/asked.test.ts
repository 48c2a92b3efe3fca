import { describe, expect, it } from "vitest";
import type { Filter, Module, View } from "../api/types";
import { askedOf, partsIn, viewOf, viewsOf, withParts } from "./asked";
import type { ListSearch } from "./search";

const mine: Filter = { field: "owner", op: "is_me" };
const open: Filter = { field: "state", op: "eq", value: "open" };
const view = (key: string, id: string | null, more: Partial<View> = {}) =>
  ({ key, id, filter: null, sort: null, ...more }) as View;
const rights = (read: string[]) => ({ read }) as Module["rights"];
const module = {
  rights: rights(["own_and_subordinates"]),
  views: [view("mine", null, { filter: mine, sort: "-amount" }), view("7", "7", { sort: "" })],
} as Module;

describe("the views of a list", () => {
  it("end with everything before those that were saved", () => {
    expect(viewsOf(module).map((one) => one.key)).toEqual(["mine", "all", "7"]);
    expect(viewsOf({ views: [view("all", null)] } as Module)).toHaveLength(1);
  });
  it("are named by the address, the first when it names none", () => {
    expect(viewOf(module, {})?.key).toBe("mine");
    expect(viewOf(module, { view: "7" })?.id).toBe("7");
    expect(viewOf(module, { view: "gone" })).toBeUndefined();
  });
  it("are at first those of others, too, for whoever looks after others", () => {
    expect(viewOf({ ...module, rights: rights(["department_and_below"]) }, {})?.key).toBe("all");
    expect(viewOf({ ...module, rights: rights([]) }, {})?.key).toBe("mine");
  });
});

it.each([
  [{}, { filter: mine, sort: "-amount" }],
  [{ sort: "name" }, { filter: mine, sort: "name" }],
  [{ filter: [open] as never }, { filter: { all: [mine, open] }, sort: "-amount" }],
  [{ q: "科技" }, { filter: mine, q: "科技" }],
  [{ base: [open] as never }, { filter: open, sort: "-amount" }],
  [
    { base: [] as never, filter: [open] as never },
    { filter: open, sort: "-amount" },
  ],
  [{ view: "all" }, {}],
  [{ view: "7" }, {}],
])("an address with %j asks for %j", (search, asked) => {
  expect(JSON.parse(JSON.stringify(askedOf(module, search)))).toEqual(asked);
});

describe("the conditions of a list", () => {
  const big: Filter = { field: "amount", op: "ge", value: "1" };
  const own = { filter: { all: [mine, { any: [open, big] }] } } as Pick<View, "filter">;
  const group: Filter = { any: [open, big] };

  it.each<[string, ListSearch, Filter[]]>([
    ["those of the view", {}, [mine, group]],
    ["and those on top", { filter: [open] }, [mine, group, open]],
    ["what stands in their place", { base: [big] }, [big]],
    ["both", { base: [big], filter: [open] }, [big, open]],
    ["none", { base: [] }, []],
  ])("are %s", (_, search, parts) => {
    expect(partsIn(own, search)).toEqual(parts);
  });
  it.each<[string, ListSearch, Filter[], ListSearch]>([
    ["one is added", {}, [mine, group, open], { filter: [open] }],
    ["one on top is taken away", { filter: [open] }, [mine, group], {}],
    ["one of the view is taken away", {}, [group], { base: [group] }],
    ["one of the view is changed", { filter: [open] }, [mine, big, open], { base: [mine, big, open] }],
    ["all are taken away", {}, [], { base: [] }],
    ["what stands in their place goes on", { base: [big] }, [big, open], { base: [big], filter: [open] }],
  ])("are in the address when %s", (_, search, parts, changed) => {
    expect(withParts(own, search, parts)).toEqual(changed);
  });
});
