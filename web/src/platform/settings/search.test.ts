import { expect, it } from "vitest";
import { readSettingsSearch } from "./search";

it("an address keeps what settings know, ids as text", () => {
  expect(readSettingsSearch({ of: "sales", tab: "", record: 12, moon: "x", person: null })).toEqual({
    of: "sales",
    record: "12",
  });
});
