import { parseSearchWith } from "@tanstack/react-router";
import { expect, it } from "vitest";
import { readParameter } from "./parameters";

it.each([
  ["?open=252388336734306304", { open: "252388336734306304" }],
  ["?open=%22252388336734306304%22", { open: "252388336734306304" }],
  ["?from=1500", { from: 1500 }],
  ["?view=mine&q=上海", { view: "mine", q: "上海" }],
  [
    '?filter=[{"field":"stage","op":"in","value":["252388336734306304"]}]',
    {
      filter: [{ field: "stage", op: "in", value: ["252388336734306304"] }],
    },
  ],
])("%s is read as %j", (address, search) => {
  expect(parseSearchWith(readParameter)(address)).toEqual(search);
});
