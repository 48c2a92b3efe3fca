import { describe, expect, it } from "vitest";
import { nextOrder, renumbered, type Stage, stagesOf } from "./stages";

const stage = (id: string, order: number, type = "open", pipeline = "p"): Stage =>
  ({
    id,
    name: id,
    version: 1,
    masked: [],
    order,
    type,
    probability: null,
    pipeline: { id: pipeline, name: pipeline },
  }) as Stage;

describe("stages", () => {
  it("are those of their pipeline, in order", () => {
    const all = [stage("c", 20), stage("x", 1, "open", "q"), stage("b", 10), stage("a", 10)];
    expect(stagesOf(all, "p").map((one) => one.id)).toEqual(["a", "b", "c"]);
  });
  it("are written anew where their number differs", () => {
    expect(renumbered([stage("b", 20), stage("a", 10), stage("c", 30)])).toEqual([
      { id: "b", order: 10 },
      { id: "a", order: 20 },
    ]);
    expect(renumbered([stage("a", 10)])).toEqual([]);
  });
  it.each([
    [[], 10],
    [[stage("a", 10), stage("b", 20), stage("w", 30, "won")], 25],
    [[stage("w", 30, "won")], 35],
  ])("that are new come behind the open ones: %#", (stages, order) => {
    expect(nextOrder(stages)).toBe(order);
  });
});
