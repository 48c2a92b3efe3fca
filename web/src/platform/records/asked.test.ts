import { describe, expect, it } from "vitest";
import type { Filter, Module, View } from "../api/types";
import { askedOf, viewOf, viewsOf } from "./asked";

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
  [{ view: "all" }, {}],
  [{ view: "7" }, {}],
])("an address with %j asks for %j", (search, asked) => {
  expect(JSON.parse(JSON.stringify(askedOf(module, search)))).toEqual(asked);
});
