import { describe, expect, it } from "vitest";
import {
  addSection,
  dropField,
  layoutWire,
  moveField,
  moveSection,
  type Part,
  partsOf,
  placeField,
  placeIn,
  relabel,
  removeSection,
} from "./layout";

const parts: Part[] = [
  { key: "main", labels: { zh: "基本" }, fields: ["name", "phone"] },
  { key: "more", labels: { zh: "更多" }, fields: ["note"] },
  { key: null, labels: {}, fields: ["rest"] },
];
const said = (of: Part[]) => of.map((part) => `${part.key ?? "-"}:${part.fields.join(",")}`).join(" ");

describe("a layout", () => {
  it("has a place for fields that are in no section", () => {
    const [main] = parts;
    expect(said(partsOf([{ key: "main", label: "基本", labels: main?.labels ?? {}, fields: ["name"] }]))).toBe(
      "main:name -:",
    );
    expect(partsOf(parts.map((part) => ({ ...part, label: "" })))).toHaveLength(3);
  });
  it.each<[string, Part[], string]>([
    ["puts a field at the end of a section", placeField(parts, "name", "more"), "main:phone more:note,name -:rest"],
    ["puts a field before another", placeField(parts, "rest", "main", "phone"), "main:name,rest,phone more:note -:"],
    [
      "puts a field before itself nowhere else",
      placeField(parts, "name", "main", "name"),
      "main:name,phone more:note -:rest",
    ],
    ["drops below", dropField(parts, "note", "name", true), "main:name,note,phone more: -:rest"],
    ["drops above", dropField(parts, "note", "name", false), "main:note,name,phone more: -:rest"],
    ["drops below the last", dropField(parts, "name", "phone", true), "main:phone,name more:note -:rest"],
    ["drops on itself without effect", dropField(parts, "name", "name", true), "main:name,phone more:note -:rest"],
    ["moves a field down", moveField(parts, "name", 1), "main:phone,name more:note -:rest"],
    ["moves a field into the next section", moveField(parts, "phone", 1), "main:name more:phone,note -:rest"],
    ["moves a field into the section before", moveField(parts, "note", -1), "main:name,phone,note more: -:rest"],
    ["keeps the first field first", moveField(parts, "name", -1), "main:name,phone more:note -:rest"],
    ["moves a section", moveSection(parts, "more", -1), "more:note main:name,phone -:rest"],
    ["keeps the rest last", moveSection(parts, "more", 1), "main:name,phone more:note -:rest"],
    ["adds a section before the rest", addSection(parts, "c_x", {}), "main:name,phone more:note c_x: -:rest"],
    ["keeps the fields of a section that goes", removeSection(parts, "main"), "more:note -:name,phone,rest"],
  ])("%s", (_, after, expected) => {
    expect(said(after)).toBe(expected);
  });
  it("has each field in one place, counted from one", () => {
    expect(placeIn(parts, "phone")).toEqual({ part: parts[0], at: 2 });
    expect(placeIn(parts, "moon")).toBeNull();
  });
  it("is sent without the rest", () => {
    expect(layoutWire(relabel(parts, "more", { zh: "其他", en: "" }))).toEqual([
      { key: "main", label: { zh: "基本" }, fields: ["name", "phone"] },
      { key: "more", label: { zh: "其他" }, fields: ["note"] },
    ]);
  });
});
