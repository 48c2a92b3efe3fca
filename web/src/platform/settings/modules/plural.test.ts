import { describe, expect, it } from "vitest";
import { pluralOf, pluralWire } from "./plural";

const accounts = { labels: { zh: "客户", en: "Account" }, plurals: { zh: "客户", en: "Accounts" } };
const stock = { labels: { zh: "库存", en: "Stock" }, plurals: { zh: "库存", en: "Stock" } };

describe("the plural of a module", () => {
  it.each([
    ["that is said", accounts, accounts.labels, "Accounts"],
    ["that is not said", stock, stock.labels, ""],
    ["of a name that is gone", accounts, { en: "Client" }, ""],
    ["of a module without an English name", { labels: { zh: "甲" }, plurals: { zh: "甲" } }, { zh: "甲" }, ""],
  ])("%s", (_, module, now, shown) => {
    expect(pluralOf(module, now)).toBe(shown);
  });
  it.each<[string, typeof accounts, { en: string }, string | undefined, object]>([
    ["nothing when nobody touched it", accounts, { en: "Client" }, undefined, {}],
    ["nothing when it is as it was", accounts, accounts.labels, " Accounts ", {}],
    ["another word", accounts, accounts.labels, "Customers", { plural: { en: "Customers" } }],
    ["null when it is taken away", accounts, accounts.labels, "", { plural: null }],
    ["the same word for another name", accounts, { en: "Client" }, "Accounts", { plural: { en: "Accounts" } }],
  ])("is sent as %s", (_, module, now, typed, wire) => {
    expect(pluralWire(module, now, typed)).toEqual(wire);
  });
});
