import { expect, it } from "vitest";
import { changed, type ListSearch, readListSearch, type SearchChange } from "./search";

it.each([
  [{}, {}],
  [
    { view: "mine", q: "科技", sort: "-amount" },
    { view: "mine", q: "科技", sort: "-amount" },
  ],
  [{ view: 3, q: "", filter: "x" }, {}],
  [{ filter: [{ field: "owner", op: "is_me" }, 1] }, { filter: [{ field: "owner", op: "is_me" }] }],
  [{ filter: [{ any: [{ field: "owner", op: "is_me" }] }] }, { filter: [{ any: [{ field: "owner", op: "is_me" }] }] }],
  [{ base: [], filter: [] }, { base: [] }],
  [{ base: "[]" }, {}],
  [{ from: 7 }, { from: 7 }],
  [{ from: "南京" }, { from: "南京" }],
  [{ from: null }, {}],
  [{ open: Number("252271759036776516") }, {}],
  [
    { q: 138, open: "252271759036776516" },
    { q: "138", open: "252271759036776516" },
  ],
])("an address with %j means %j", (search, read) => {
  expect(readListSearch(search)).toEqual(read);
});

it.each<[ListSearch, SearchChange, ListSearch]>([
  [{ view: "all", open: "7" }, { open: undefined }, { view: "all" }],
  [{ view: "all", base: [] }, { q: "" }, { view: "all", base: [] }],
  [{ from: "南京", sort: "name" }, { open: "7" }, { from: "南京", sort: "name", open: "7" }],
  [{ from: "南京", sort: "name" }, { sort: "-name" }, { sort: "-name" }],
  [{ from: "南京" }, { filter: undefined }, {}],
  [{ from: "南京" }, { from: "苏州", open: undefined }, { from: "苏州" }],
])("from %j the change %j leads to %j", (search, change, next) => {
  expect(changed(search, change)).toEqual(next);
});
