import { describe, expect, it } from "vitest";
import { amongIds, withMembers, withoutMembers } from "./members";

const ids = (n: number) => Array.from({ length: n }, (_, at) => String(at));

describe("the members of a role", () => {
  it.each([
    [0, [0]],
    [500, [500]],
    [501, [500, 1]],
    [1200, [500, 500, 200]],
  ])("%i are asked for in conditions of %j", (n, sizes) => {
    const filter = amongIds(ids(n));
    const leaves = "any" in filter ? filter.any : [filter];
    expect(leaves.map((leaf) => ("value" in leaf && Array.isArray(leaf.value) ? leaf.value.length : null))).toEqual(
      sizes,
    );
  });
  it("come and go by themselves", () => {
    expect(withMembers(["1", "2"], ["2", "3"])).toEqual(["1", "2", "3"]);
    expect(withoutMembers(["1", "2", "3"], ["2", "9"])).toEqual(["1", "3"]);
  });
});
