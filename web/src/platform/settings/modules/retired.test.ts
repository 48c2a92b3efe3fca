import { expect, it } from "vitest";
import { type MetadataEntry, newestPatches, retiredFields, retiredModules } from "./retired";

const changed = (module: string, to: NonNullable<MetadataEntry["detail"]>["to"]): MetadataEntry => ({
  kind: "metadata_changed",
  module,
  detail: to ? { to } : null,
});

it("what is retired is what the newest change of a module says", () => {
  const patches = newestPatches([
    { kind: "signed_in", module: null, detail: null },
    changed("deals", { fields: { c_b: { retired: true, label: { zh: "乙" } }, c_a: {} } }),
    changed("deals", { fields: { c_a: { retired: true } } }),
    changed("c_old", { retired: true, label: { zh: "旧" } }),
  ]);
  expect(retiredFields(patches, "deals")).toEqual([{ key: "c_b", labels: { zh: "乙" } }]);
  expect(retiredFields(patches, "leads")).toEqual([]);
  expect(retiredModules(patches)).toEqual([{ key: "c_old", labels: { zh: "旧" } }]);
});
