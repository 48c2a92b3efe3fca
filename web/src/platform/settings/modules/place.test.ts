import { describe, expect, it } from "vitest";
import type { Field, Module } from "../../api/types";
import { momentFields, type Place, placeOf, placeWire, targetsOf, treeFields, waysOf } from "./place";

const field = (key: string, type: Field["type"], of: Partial<Field> = {}): Field =>
  ({ key, type, label: key, labels: {}, system: false, ...of }) as Field;
const module = (key: string, ...fields: Field[]): Module =>
  ({ key, label: key.toUpperCase(), labels: {}, tree: null, fields }) as unknown as Module;

const deals = module(
  "deals",
  field("account", "lookup", { target: "accounts" }),
  field("next", "lookup", { target: "deals", within_itself: true }),
);
const accounts = module("accounts");
const visits = module(
  "c_visits",
  field("owner", "person", { system: true, target: "people" }),
  field("created_at", "date_time", { system: true }),
  field("updated_at", "date_time", { system: true }),
  field("c_day", "date"),
  field("c_deal", "lookup", { target: "deals" }),
  field("c_before", "lookup", { target: "c_visits", within_itself: true }),
  field("c_who", "person", {}),
);
const known = new Map([deals, accounts, visits].map((one) => [one.key, one]));
const names = { field: ({ label }: Field) => label, module: (key: string) => key.toUpperCase() };

describe("the place of a module", () => {
  it("is in a tree by a link to itself", () => {
    expect(treeFields(visits).map(({ key }) => key)).toEqual(["c_before"]);
  });
  it("is at a day or a moment of its own, those of every record last", () => {
    expect(momentFields(visits).map(({ key }) => key)).toEqual(["c_day", "updated_at"]);
  });
  it("is on the timelines that its links lead to, and theirs", () => {
    expect(targetsOf(visits)).toEqual(["deals", "c_visits"]);
    expect(waysOf(visits, known, ["c_deal.account", "c_deal.account.parent"], names)).toEqual([
      { value: "c_deal", label: "DEALS · c_deal" },
      { value: "c_before", label: "C_VISITS · c_before" },
      { value: "c_deal.account", label: "ACCOUNTS · c_deal › account" },
      { value: "c_before.c_deal", label: "DEALS · c_before › c_deal" },
      { value: "owner", label: "PEOPLE · owner" },
      { value: "c_deal.account.parent", label: "c_deal.account.parent" },
    ]);
  });
  it.each<[string, Place, Partial<Place>, object]>([
    ["nothing", { tree: null, shows_on: [], happens_at: null }, {}, {}],
    [
      "what differs",
      { tree: null, shows_on: [], happens_at: null },
      { shows_on: ["c_deal"], happens_at: "c_day", tree: "c_before" },
      { tree: "c_before", shows_on: ["c_deal"], happens_at: "c_day" },
    ],
    [
      "null to take it away",
      { tree: "x", shows_on: ["y"], happens_at: "z" },
      { tree: null, happens_at: null },
      { tree: null, happens_at: null },
    ],
    ["nothing of what is as it was", placeOf(visits), { shows_on: [] }, {}],
  ])("is sent as %s", (_, before, change, wire) => {
    expect(placeWire(before, { ...before, ...change })).toEqual(wire);
  });
});
