import { type Entry, nextOf, type Refusal, rebased, verdictOf } from "./queue";

/** Where entries are kept. */
export interface Box {
  entries: () => Entry[];
  put: (entry: Entry) => void;
  remove: (key: string) => void;
}

export interface Way {
  /** Who is signed in now; null when nobody is. It is asked before each entry: another window may have changed it. */
  person: () => Promise<string | null>;
  /** Sends an entry; the version of its record then. */
  send: (entry: Entry) => Promise<number | undefined>;
  refusal: (error: unknown) => Refusal;
  now: () => number;
}

export interface End {
  /** How many arrived. */
  sent: number;
  /** The last refusal. */
  refused: unknown;
  /** Whether something waits for another try. */
  isLeft: boolean;
}

/** Sends what waits for whoever is signed in, one after the other, as far as it goes. What is refused stays with its reason,
 * and does not hold up what follows. */
export async function sendAll(box: Box, way: Way): Promise<End> {
  const end: End = { sent: 0, refused: undefined, isLeft: false };
  // Somebody may discard an entry while it is on its way.
  const put = (entry: Entry) => {
    if (box.entries().some((one) => one.key === entry.key)) box.put(entry);
  };
  for (;;) {
    let entry: Entry | undefined;
    try {
      const person = await way.person();
      entry = person === null ? undefined : nextOf(box.entries(), person, way.now());
      if (!entry) return end;
      if (entry.tried === null) put({ ...entry, tried: way.now() });
      const version = await way.send(entry);
      box.remove(entry.key);
      for (const later of rebased(box.entries(), entry, version)) box.put(later);
      end.sent += 1;
    } catch (error) {
      const verdict = verdictOf(error);
      if (verdict === "signed out") return end;
      if (verdict === "again" || !entry) return { ...end, isLeft: true };
      put({ ...entry, tried: entry.tried ?? way.now(), refusal: way.refusal(error) });
      end.refused = error;
    }
  }
}
