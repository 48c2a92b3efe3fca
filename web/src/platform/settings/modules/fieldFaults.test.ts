import { expect, it } from "vitest";
import type { FieldFault } from "../../api/types";
import { faultsBySetting } from "./fieldFaults";

const fault = (field: string, message = "不能大于 1"): FieldFault => ({ field, code: "too_big", message });

it.each([
  ["c_x", "type"],
  ["type", "type"],
  ["default", "default"],
  ["sortable", "sortable"],
  ["options[1].label", "options[1].label"],
])("what is wrong with %s stands at %s", (field, setting) => {
  expect(faultsBySetting([fault(field)], "c_x")(setting)).toBe("不能大于 1");
});

it("the first of two is said", () => {
  expect(faultsBySetting([fault("max", "不能小于 5"), fault("max", "应为整数")], "c_x")("max")).toBe("不能小于 5");
});
