import { expect, it } from "vitest";
import { byModule } from "./byModule";

it("deleted records are taken a module at a time, each in its order", () => {
  const groups = byModule([
    { module: "accounts", id: "1" },
    { module: "contacts", id: "2" },
    { module: "accounts", id: "3" },
  ]);
  expect([...groups]).toEqual([
    ["accounts", ["1", "3"]],
    ["contacts", ["2"]],
  ]);
});
