import { expect, it } from "vitest";
import { newModule, newModuleWire } from "./moduleDraft";

const draft = { ...newModule(), labels: { zh: "拜访", en: "" } };

it("a module is made of what was said, with the fields that it begins with", () => {
  expect(newModuleWire(draft, "c_visits")).toEqual({ key: "c_visits", label: { zh: "拜访" }, owned: true });
  const wire = newModuleWire({ ...draft, isOwned: false, naming: "number", isTree: true, pattern: "{0}" }, "c_visits");
  expect(wire).toMatchObject({ owned: false, name_field: "c_number", tree: "c_parent" });
  expect(wire.fields).toMatchObject([
    { key: "c_number", type: "auto_number", number: { pattern: "{0}", period: "month" } },
    { key: "c_parent", type: "lookup", target: "c_visits", label: { zh: "上级", en: "Above" } },
  ]);
});
