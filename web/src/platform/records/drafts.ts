/** What was typed into a form of a new record and not saved yet, kept in this browser. */
const KEY = "heyi.drafts";
/** A draft is forgotten after a week. */
const KEPT_MS = 7 * 86_400_000;

interface Draft {
  at: number;
  values: Record<string, unknown>;
}

type Drafts = Record<string, Draft>;

function read(store: Storage, now: number): Drafts {
  try {
    const kept = JSON.parse(store.getItem(KEY) ?? "{}") as Drafts;
    return Object.fromEntries(Object.entries(kept).filter(([, draft]) => now - draft.at < KEPT_MS));
  } catch {
    // What cannot be read is as if nothing was kept.
    return {};
  }
}

/** The draft of a person for a module; drafts of others at this browser are not shown. */
export function draftOf(
  person: string,
  module: string,
  store: Storage = localStorage,
  now = Date.now(),
): Draft["values"] | null {
  return read(store, now)[`${person}/${module}`]?.values ?? null;
}

/** Keeps a draft, or forgets it. */
export function keepDraft(
  person: string,
  module: string,
  values: Draft["values"] | null,
  store: Storage = localStorage,
  now = Date.now(),
): void {
  const { [`${person}/${module}`]: _, ...others } = read(store, now);
  const drafts = values === null ? others : { ...others, [`${person}/${module}`]: { at: now, values } };
  try {
    store.setItem(KEY, JSON.stringify(drafts));
  } catch {
    // A browser without room keeps no drafts; the form itself still has everything.
  }
}
