import { expect, it } from "vitest";
import { changeOf } from "./change";

it.each([
  [128.2, 100, { text: "+28.2%", isUp: true }],
  [60, 80, { text: "−25%", isUp: false }],
  [80, 80, { text: "+0%", isUp: true }],
  [0, 80, { text: "−100%", isUp: false }],
  [80, 0, null],
])("%d after %d is %j", (now, before, change) => {
  expect(changeOf(now, before, "zh")).toEqual(change);
});
