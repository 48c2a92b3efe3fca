import type { Entry } from "./queue";
import type { Box } from "./send";

/** Each entry stands for itself, so that windows do not write over each other's. */
const PREFIX = "heyi.queue/";

let known: Entry[] | null = null;
const watchers = new Set<() => void>();

function changed(): void {
  known = null;
  for (const tell of watchers) tell();
}

function read(store: Storage): Entry[] {
  const keys = Array.from({ length: store.length }, (_, n) => store.key(n) ?? "");
  const entries = keys.filter((key) => key.startsWith(PREFIX)).flatMap((key) => parsed(store.getItem(key)));
  return entries.sort((a, b) => a.at - b.at);
}

function parsed(text: string | null): Entry[] {
  try {
    return text === null ? [] : [JSON.parse(text) as Entry];
  } catch {
    // What cannot be read cannot be sent.
    return [];
  }
}

/** What this browser keeps until it can be sent. */
export const box: Box = {
  entries: () => {
    known ??= read(localStorage);
    return known;
  },
  put: (entry) => {
    localStorage.setItem(PREFIX + entry.key, JSON.stringify(entry));
    changed();
  },
  remove: (key) => {
    localStorage.removeItem(PREFIX + key);
    changed();
  },
};

/** Everything of somebody goes: they leave this browser. */
export function discardAll(person: string): void {
  for (const entry of box.entries().filter((one) => one.person === person)) box.remove(entry.key);
}

/** Calls when something was put in or taken out, by whichever window. */
export function watchBox(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

window.addEventListener("storage", ({ key }) => {
  if (key === null || key.startsWith(PREFIX)) changed();
});
