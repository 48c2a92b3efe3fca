import { expect, it } from "vitest";
import { readListSearch } from "./search";

it.each([
  [{}, {}],
  [
    { view: "mine", q: "科技", sort: "-amount" },
    { view: "mine", q: "科技", sort: "-amount" },
  ],
  [{ view: 3, q: "", filter: "x" }, {}],
  [{ filter: [{ field: "owner", op: "is_me" }, 1] }, { filter: [{ field: "owner", op: "is_me" }] }],
  [{ open: Number("252271759036776516") }, {}],
  [
    { q: 138, open: "252271759036776516" },
    { q: "138", open: "252271759036776516" },
  ],
])("an address with %j means %j", (search, read) => {
  expect(readListSearch(search)).toEqual(read);
});
