import { api, Problem } from "../api/http";
import { queryClient } from "../api/queries";
import { createRecord, updateRecord } from "../api/writes";
import { reasonOf, say, sayFault } from "../ui/toasts";
import { box } from "./box";
import type { Entry, Refusal } from "./queue";
import { type End, sendAll } from "./send";
import { useSending } from "./useQueue";
import { wordsNow } from "./words";

const FIRST_MS = 2_000;
const LONGEST_MS = 60_000;

/** Who is signed in, as the server says: what this window knows may be of another time. */
async function person(): Promise<string | null> {
  try {
    return (await api("GET", "session")).person.id;
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null;
    throw error;
  }
}

async function send({ module, record, body, version, key }: Entry): Promise<number | undefined> {
  const now =
    record === null
      ? await createRecord(module, body, key)
      : await updateRecord(module, record, body, version ?? undefined, key);
  return now.version;
}

function refusal(error: unknown): Refusal {
  if (!(error instanceof Problem)) return { status: 0, reason: reasonOf(error) };
  const faults = error.faults.map(({ field, message }) => ({ field, message }));
  return { status: error.status, reason: reasonOf(error), faults };
}

/** One window sends, so that the order holds. Where windows cannot agree, the keys still keep each entry to one effect. */
async function alone(run: () => Promise<End>): Promise<End> {
  const others: End = { sent: 0, refused: undefined, isLeft: true };
  if (!navigator.locks) return run();
  return await navigator.locks.request("heyi.queue", { ifAvailable: true }, (lock) => (lock ? run() : others));
}

let isAtIt = false;
let wake: () => void = () => {};

/** Sends what waits, and comes again as long as something is left. */
export async function keepSending(): Promise<void> {
  if (isAtIt) return wake();
  isAtIt = true;
  try {
    for (let wait = FIRST_MS; ; wait = Math.min(wait * 2, LONGEST_MS)) {
      useSending.setState({ isSending: true });
      const end = await alone(() => sendAll(box, { person, send, refusal, now: Date.now }));
      useSending.setState({ isSending: false });
      tell(end);
      if (!end.isLeft) return;
      if (end.sent > 0) wait = FIRST_MS;
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, wait);
      });
    }
  } finally {
    isAtIt = false;
    useSending.setState({ isSending: false });
  }
}

function tell({ sent, refused }: End): void {
  if (refused !== undefined) sayFault(refused);
  if (sent === 0) return;
  say(wordsNow().sent(sent));
  // What was written may stand on the timeline of any record.
  for (const kind of ["timeline", "record"]) void queryClient.invalidateQueries({ queryKey: [kind] });
}
