import { expect, it } from "vitest";
import type { FieldFault } from "../../api/types";
import { faultsBySetting } from "./fieldFaults";

const whole = (field: string, reason: string): FieldFault => ({
  field,
  code: "invalid_definition",
  message: `定义有误：${reason}`,
});

it.each<[FieldFault, string]>([
  [whole("c_x", 'min/max "1.234" is not a decimal with at most 2 digits after the point'), "min"],
  [whole("type", 'number pattern "abc" needs {0…} once; {yyyy} {yy} {mm} {dd} are known'), "number"],
  [whole("type", "a number that begins again must show its period"), "number"],
  [whole("type", "max_length is 1 to 4000"), "max_length"],
  [whole("type", "scale is 0 to 8"), "scale"],
  [whole("c_x", "a lookup cannot be sorted by"), "sortable"],
  [whole("c_x", "a date is not searched"), "search"],
  [whole("type", "money is never unique"), "unique"],
  [whole("type", "a choice needs options"), "options"],
  [whole("type", "a lookup needs a target"), "target"],
  [whole("c_x", "something new"), "type"],
  [{ field: "default", code: "too_big", message: "不能大于 1" }, "default"],
  [{ field: "sortable", code: "fixed_by_records", message: "已有记录" }, "sortable"],
  [{ field: "options[1].label", code: "required", message: "必填" }, "options[1].label"],
])("%j stands at %s", (fault, setting) => {
  expect(faultsBySetting([fault], "c_x")(setting)).toBe(fault.message);
});
