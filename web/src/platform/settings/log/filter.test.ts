import { describe, expect, it } from "vitest";
import { doerOf, gist, KINDS, type LogFilter, type Logged, logPath, type Named } from "./filter";
import { zh } from "./i18n.zh";

const entry = (of: Partial<Logged>): Logged => ({
  id: "1",
  at: "",
  person: null,
  kind: "reveal",
  module: null,
  record: null,
  detail: null,
  ...of,
});

describe("the log", () => {
  it.each<[LogFilter, string]>([
    [{}, "access-log"],
    [{ record: "12" }, "access-log?record=12"],
    [{ kind: "signed_in", person: "7", module: "contacts" }, "access-log?kind=signed_in&module=contacts&person=7"],
    [{ since: "2026-11-28" }, "access-log?since=2026-11-27T16%3A00%3A00.000Z"],
    [{ until: "2026-11-28" }, "access-log?until=2026-11-28T16%3A00%3A00.000Z"],
    [{ since: "yesterday", kind: "" }, "access-log"],
  ])("of %j is asked for at %s", (filter, path) => {
    expect(logPath(filter)).toBe(path);
  });
  it("offers every kind that it can name", () => {
    expect(Object.values(KINDS).flat().sort()).toEqual(Object.keys(zh.kinds).sort());
  });
  const named: Named = {
    login: (id) => (id === "9" ? "wang.fang" : undefined),
    person: (id) => (id === "7" ? "wang.fang" : undefined),
    role: (key) => (key === "sales" ? "销售" : undefined),
    app: (key) => (key === "sales" ? "销售应用" : undefined),
    field: (key) => (key === "phone" ? "电话" : undefined),
    setting: (key) => (key === "zone" ? "时区" : undefined),
    labels: ({ zh = "" }) => zh,
  };
  it.each<[Logged["detail"], string]>([
    [{ login: "9", session: "3", address: "10.0.0.1" }, "10.0.0.1"],
    [{ field: "phone" }, "电话"],
    [{ field: "c_gone" }, "c_gone"],
    [{ app: "sales", on: false }, "销售应用 · 停用"],
    [{ person: "7", roles: ["sales", "gone"] }, "wang.fang · 销售 · gone"],
    [{ person: "8", roles: [] }, "8"],
    [{ role: "sales", def: { label: { zh: "别的" } } }, "销售"],
    [{ rule: "4", def: { label: { zh: "华东给华南" } } }, "华东给华南"],
    [{ rule: "4", from: { label: { zh: "旧" } }, to: { label: { zh: "新" } } }, "新"],
    [{ rule: "4", from: { label: { zh: "旧" } } }, "旧"],
    [{ key: "5", name: "报表" }, "报表"],
    [{ from: null, to: { fields: {} } }, ""],
    [null, ""],
  ])("says an entry with %j in a line: %s", (detail, said) => {
    expect(gist(entry({ detail }), named, ["启用", "停用"])).toBe(said);
  });
  it.each<[string, Logged["detail"], string]>([
    ["settings_changed", { zone: "Asia/Tokyo", session_days: 7 }, "时区 Asia/Tokyo · session_days 7"],
    ["metadata_changed", { from: null, to: { fields: { phone: { sortable: true } } } }, "电话"],
    [
      "metadata_changed",
      { from: { fields: { a: { x: 1 }, b: {} } }, to: { fields: { a: { x: 1 }, b: { y: 1 } } } },
      "b",
    ],
    ["metadata_changed", { from: { fields: { c_x: { label: { zh: "甲" } } } }, to: null }, "甲"],
    ["metadata_changed", { from: { layout: [] }, to: { layout: [1] } }, ""],
  ])("says what was changed, %s with %j: %s", (kind, detail, said) => {
    expect(gist(entry({ kind, detail }), named, ["启用", "停用"])).toBe(said);
  });
  it("says whose log-in was changed", () => {
    const changed = entry({ person: { id: "7", name: "李雷" }, detail: { login: "9" } });
    expect(gist(changed, named, ["启用", "停用"])).toBe("wang.fang");
  });
  it.each([
    [{ person: { id: "7", name: "王芳" }, detail: { login: "9" } }, "王芳"],
    [{ detail: { login: "9" } }, "wang.fang"],
    [{ detail: { login: "8" } }, undefined],
  ])("of %j was done by %s", (of, doer) => {
    expect(doerOf(entry(of), named)).toBe(doer);
  });
});
