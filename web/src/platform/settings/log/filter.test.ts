import { describe, expect, it } from "vitest";
import { gist, KINDS, type LogFilter, type Logged, logPath } from "./filter";
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
    [{ login: "9", session: "3", address: "10.0.0.1" }, "wang.fang · 10.0.0.1"],
    [{ field: "phone" }, "phone"],
    [{ app: "sales", on: false }, "sales · 停用"],
    [null, ""],
  ])("says an entry with %j in a line: %s", (detail, said) => {
    const accounts = new Map([["9", "wang.fang"]]);
    expect(gist(entry({ detail }), accounts, ["启用", "停用"])).toBe(said);
  });
});
