import { describe, expect, it } from "vitest";
import { above, canMove, choices, find, isEmpty, type Node, narrow, within } from "./tree";

const node = (id: string, ...children: Node[]): Node => ({ id, name: id, people: 1, people_with_below: 1, children });
const tree = [node("firm", node("sales", node("east"), node("south")), node("office"))];

describe("departments", () => {
  it.each<[string, Node, boolean]>([
    ["nobody", { ...node("a"), people: 0, people_with_below: 0 }, true],
    ["somebody", node("a"), false],
    ["a department below", { ...node("a", node("b")), people_with_below: 0 }, false],
  ])("with %s in it: is empty %s", (_, of, is) => {
    expect(isEmpty(of)).toBe(is);
  });
  it("are found with what is above and below them", () => {
    expect(find(tree, "east")?.id).toBe("east");
    expect(find(tree, "moon")).toBeUndefined();
    expect(above(tree, "east")?.id).toBe("sales");
    expect(above(tree, "firm")).toBeNull();
    expect(within(tree[0]?.children[0] ?? node("")).sort()).toEqual(["east", "sales", "south"]);
  });
  it.each([
    ["east", "office", true],
    ["east", null, true],
    ["east", "sales", false],
    ["sales", "east", false],
    ["sales", "sales", false],
    ["firm", null, false],
    ["moon", "firm", false],
  ])("%s goes under %s: %s", (id, to, can) => {
    expect(canMove(tree, id, to)).toBe(can);
  });
  it("are offered, except those inside the one that moves", () => {
    const [firm] = choices(tree, "sales");
    expect(firm?.disabled).toBe(false);
    expect(firm?.children.map((one) => [one.value, one.disabled])).toEqual([
      ["sales", true],
      ["office", false],
    ]);
    expect(firm?.children[0]?.children.every((one) => one.disabled)).toBe(true);
  });
  it("are narrowed to a name, with what is above it", () => {
    const [firm] = narrow(tree, "EAST");
    expect(firm && within(firm)).toEqual(["firm", "sales", "east"]);
    expect(narrow(tree, "moon")).toEqual([]);
    expect(narrow(tree, " ")).toBe(tree);
  });
});
