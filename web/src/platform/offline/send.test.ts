import { describe, expect, it } from "vitest";
import { Offline, Problem } from "../api/http";
import { type Entry, isBehind, isUnsure, nextOf, ofPerson } from "./queue";
import { type Box, sendAll, type Way } from "./send";

const HOUR = 3_600_000;

const entry = (key: string, at: number, more: Partial<Entry> = {}): Entry => ({
  key,
  at,
  person: "1",
  module: "visits",
  name: key,
  record: null,
  version: null,
  body: { note: key },
  typed: { note: key },
  tried: null,
  refusal: null,
  ...more,
});

function boxOf(...first: Entry[]): Box & { all: Map<string, Entry> } {
  const all = new Map(first.map((one) => [one.key, one]));
  return {
    all,
    entries: () => [...all.values()],
    put: (one) => void all.set(one.key, one),
    remove: (key) => void all.delete(key),
  };
}

const refused = (status: number, type = "validation") =>
  new Problem(status, { type: `/problems/${type}`, title: "No" });

/** A server that does what it is told for each key: takes it, loses the answer, or refuses it. It has one effect a key. */
function serverOf(does: Record<string, unknown[]> = {}) {
  const asked: string[] = [];
  const effects = new Set<string>();
  const way: Way & { who: string | null } = {
    who: "1",
    person: async () => way.who,
    send: async ({ key, version }) => {
      asked.push(version === null ? key : `${key}@${version}`);
      const now = does[key]?.shift();
      if (now instanceof Error && now.message !== "lost") throw now;
      effects.add(key);
      if (now instanceof Error) throw new Offline();
      return version === null ? 1 : version + 1;
    },
    refusal: (error) => ({ status: (error as Problem).status, reason: (error as Problem).message }),
    now: () => 100 * HOUR,
  };
  return { way, asked, effects };
}

const lost = new Error("lost");

describe("what waits", () => {
  it("goes out in the order in which it was written", async () => {
    const box = boxOf(entry("c", 3), entry("a", 1), entry("b", 2));
    const { way, asked } = serverOf();
    expect(await sendAll(box, way)).toEqual({ sent: 3, refused: undefined, isLeft: false });
    expect(asked).toEqual(["a", "b", "c"]);
    expect(box.entries()).toEqual([]);
  });

  it("has one effect when the answer was lost: it is sent again with its key", async () => {
    const box = boxOf(entry("a", 1), entry("b", 2));
    const { way, asked, effects } = serverOf({ a: [lost] });
    expect(await sendAll(box, way)).toMatchObject({ sent: 0, isLeft: true });
    expect(box.all.get("a")?.tried).toBe(100 * HOUR);
    expect(await sendAll(box, way)).toMatchObject({ sent: 2, isLeft: false });
    expect(asked).toEqual(["a", "a", "b"]);
    expect([...effects]).toEqual(["a", "b"]);
  });

  it("of somebody else is not sent", async () => {
    const box = boxOf(entry("a", 1, { person: "2" }), entry("b", 2));
    const { way, asked } = serverOf();
    await sendAll(box, way);
    expect(asked).toEqual(["b"]);
    expect([...box.all.keys()]).toEqual(["a"]);
  });

  it("stops when somebody else signs in on the way, or nobody is", async () => {
    const box = boxOf(entry("a", 1), entry("b", 2));
    const { way, asked } = serverOf();
    const send = way.send;
    way.send = (one) => {
      way.who = "2";
      return send(one);
    };
    expect(await sendAll(box, way)).toMatchObject({ sent: 1, isLeft: false });
    way.who = null;
    await sendAll(box, way);
    expect(asked).toEqual(["a"]);
    expect([...box.all.keys()]).toEqual(["b"]);
  });

  it.each([[403], [404], [409], [412], [422], [500]])(
    "that is refused by %s stays with its reason, and the rest goes on",
    async (status) => {
      const box = boxOf(entry("a", 1), entry("b", 2));
      const { way, asked } = serverOf({ a: [refused(status)] });
      expect(await sendAll(box, way)).toMatchObject({ sent: 1, isLeft: false });
      expect(box.entries()).toEqual([entry("a", 1, { tried: 100 * HOUR, refusal: { status, reason: "No" } })]);
      await sendAll(box, way);
      expect(asked).toEqual(["a", "b"]);
    },
  );

  it.each([
    ["the server is away", new Offline()],
    ["it is told to come later", refused(429, "too_many")],
    ["the server is busy", refused(503, "busy")],
    ["the first try is still running", refused(409, "idempotency_running")],
  ])("waits on, in its order, when %s", async (_, error) => {
    const box = boxOf(entry("a", 1), entry("b", 2));
    const { way, asked } = serverOf({ a: [error] });
    expect(await sendAll(box, way)).toMatchObject({ sent: 0, isLeft: true });
    expect(asked).toEqual(["a"]);
    expect(box.entries()).toHaveLength(2);
    expect(box.entries().every((one) => one.refusal === null)).toBe(true);
  });

  it("waits without a word when the session has ended", async () => {
    const box = boxOf(entry("a", 1));
    const { way } = serverOf({ a: [refused(401, "not_signed_in")] });
    expect(await sendAll(box, way)).toMatchObject({ sent: 0, isLeft: false });
    expect(box.all.get("a")?.refusal).toBeNull();
  });

  it("stays away when it was discarded on its way", async () => {
    const box = boxOf(entry("a", 1));
    const { way } = serverOf({ a: [refused(422)] });
    const send = way.send;
    way.send = (one) => {
      box.remove("a");
      return send(one);
    };
    await sendAll(box, way);
    expect(box.entries()).toEqual([]);
  });
});

describe("changes of one record", () => {
  const change = (key: string, at: number, more: Partial<Entry> = {}) =>
    entry(key, at, { record: "9", version: 3, ...more });

  it("follow each other's versions", async () => {
    const box = boxOf(change("a", 1), change("b", 2), change("c", 3), change("d", 4, { record: "8" }));
    const { way, asked } = serverOf();
    await sendAll(box, way);
    expect(asked).toEqual(["a@3", "b@4", "c@5", "d@3"]);
  });

  it("keep the version that was read when an earlier one was refused", async () => {
    const box = boxOf(change("a", 1), change("b", 2));
    const { way, asked } = serverOf({ a: [refused(422)] });
    await sendAll(box, way);
    expect(asked).toEqual(["a@3", "b@3"]);
  });

  it("are written behind those that wait", () => {
    const entries = [change("a", 1), change("b", 2, { record: "8", refusal: { status: 422, reason: "" } })];
    expect(isBehind(entries, "1", "9", 0)).toBe(true);
    expect(isBehind(entries, "1", "8", 0)).toBe(false);
    expect(isBehind(entries, "2", "9", 0)).toBe(false);
  });
});

describe("what may have arrived long ago", () => {
  const old = entry("a", 1, { tried: 1 });

  it.each([
    [old, 47 * HOUR, false],
    [old, 48 * HOUR, true],
    [entry("a", 1), 99 * HOUR, false],
    [entry("a", 1, { tried: 1, record: "9", version: 3 }), 99 * HOUR, false],
  ])("%#: is unsure at %s: %s", (one, now, isSo) => {
    expect(isUnsure(one, now)).toBe(isSo);
  });

  it("is not sent again by itself", () => {
    expect(nextOf([old, entry("b", 2)], "1", 48 * HOUR)?.key).toBe("b");
    expect(ofPerson([entry("b", 2), old], "1").map((one) => one.key)).toEqual(["a", "b"]);
  });
});
