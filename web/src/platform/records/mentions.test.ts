import { expect, it } from "vitest";
import { mentioned } from "./mentions";

it("only whoever is still named is told", () => {
  const picked = new Map([
    ["王芳", "7"],
    ["李健", "8"],
  ]);
  expect(mentioned("@王芳 请看一下", picked)).toEqual(["7"]);
  expect(mentioned("没有人", picked)).toEqual([]);
});
