import { describe, expect, it } from "vitest";
import { doerOf, gist, KINDS, type LogFilter, type Logged, logPath } from "./filter";
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
  it.each([
    [{ login: "9", session: "3", address: "10.0.0.1" }, "10.0.0.1"],
    [{ field: "phone" }, "phone"],
    [{ app: "sales", on: false }, "sales · 停用"],
    [null, ""],
  ])("says an entry with %j in a line: %s", (detail, said) => {
    const accounts = new Map([["9", "wang.fang"]]);
    expect(gist(entry({ detail }), accounts, ["启用", "停用"])).toBe(said);
  });
  it("says whose log-in was changed", () => {
    const accounts = new Map([["9", "wang.fang"]]);
    const changed = entry({ person: { id: "7", name: "李雷" }, detail: { login: "9" } });
    expect(gist(changed, accounts, ["启用", "停用"])).toBe("wang.fang");
  });
  it.each([
    [{ person: { id: "7", name: "王芳" }, detail: { login: "9" } }, "王芳"],
    [{ detail: { login: "9" } }, "wang.fang"],
    [{ detail: { login: "8" } }, undefined],
  ])("of %j was done by %s", (of, doer) => {
    expect(doerOf(entry(of), new Map([["9", "wang.fang"]]))).toBe(doer);
  });
});
