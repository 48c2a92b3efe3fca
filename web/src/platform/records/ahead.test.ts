import { beforeEach, expect, it } from "vitest";
import type { Module, View } from "../api/types";
import { keepView, likelyAsked } from "./ahead";
import { askedOf } from "./asked";

const won = { field: "outcome", op: "eq", value: "won" } as const;
const view = (key: string, filter: View["filter"], sort: string) => ({ key, id: null, filter, sort }) as View;
const module = {
  key: "deals",
  views: [view("mine", { field: "owner", op: "is_me" }, ""), view("won", won, "-amount")],
  rights: { read: ["own"] },
} as unknown as Module;

beforeEach(() => localStorage.clear());

it.each([
  [{}],
  [{ view: "won" }],
  [{ view: "won", sort: "name" }],
  [{ view: "won", q: "合一" }],
  [{ view: "won", filter: [{ field: "amount", op: "ge", value: "1" }] }],
] as const)("a list that was seen is asked for as its metadata will say: %j", (search) => {
  expect(likelyAsked("deals", search as object)).toBeNull();
  keepView(module, search as object);
  expect(likelyAsked("deals", search as object)).toEqual(askedOf(module, search as object));
});

it("a view that is not there is not kept, and what cannot be read is nothing", () => {
  keepView(module, { view: "gone" });
  expect(likelyAsked("deals", { view: "gone" })).toBeNull();
  localStorage.setItem("heyi.views", "{broken");
  expect(likelyAsked("deals", {})).toBeNull();
  keepView(module, {});
  expect(likelyAsked("deals", {})).not.toBeNull();
});

it("only the views that were seen last are kept", () => {
  for (let n = 0; n < 50; n++) keepView({ ...module, key: `m${n}` }, {});
  expect(likelyAsked("m9", {})).toBeNull();
  expect(likelyAsked("m10", {})).not.toBeNull();
});
