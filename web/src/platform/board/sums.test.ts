import { expect, it } from "vitest";
import { added, negated } from "./sums";

it.each([
  ["12800.00", "0.10", "12800.10"],
  ["0.10", "0.20", "0.30"],
  ["100.00", "-100.00", "0.00"],
  ["0.05", "-0.10", "-0.05"],
  ["9007199254740993.01", "0.01", "9007199254740993.02"],
  ["5", "0.5", "5.5"],
  ["7", "8", "15"],
])("%s and %s make %s", (one, other, sum) => {
  expect(added(one, other)).toBe(sum);
});

it.each([
  ["18000.00", "-18000.00"],
  ["-0.05", "0.05"],
  ["0.00", "0.00"],
])("%s the other way is %s", (amount, other) => {
  expect(negated(amount)).toBe(other);
});
