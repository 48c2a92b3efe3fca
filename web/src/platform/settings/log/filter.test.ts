import { describe, expect, it } from "vitest";
import { gist, type Logged, matching } from "./filter";

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
  const entries = [
    entry({ id: "1", module: "contacts", person: { id: "7", name: "王芳" } }),
    entry({ id: "2", kind: "signed_in" }),
  ];
  it.each([
    [{}, ["1", "2"]],
    [{ kind: "signed_in" }, ["2"]],
    [{ module: "contacts", person: "7" }, ["1"]],
    [{ module: "contacts", person: "8" }, []],
  ])("lets through what meets %j", (filter, ids) => {
    expect(matching(entries, filter).map((one) => one.id)).toEqual(ids);
  });
  it("says an entry in a line", () => {
    const accounts = new Map([["9", "wang.fang"]]);
    expect(gist(entry({ detail: { login: "9", session: "3", address: "10.0.0.1" } }), accounts)).toBe(
      "wang.fang · 10.0.0.1",
    );
    expect(gist(entry({ detail: { field: "phone" } }), accounts)).toBe("phone");
    expect(gist(entry({}), accounts)).toBe("");
  });
});
