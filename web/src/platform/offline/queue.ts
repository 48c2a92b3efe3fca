import { Offline, Problem } from "../api/http";
import type { Draft } from "../api/writes";

/** A write that waits for the network. */
export interface Entry {
  /** The idempotency key, kept from the first try: however often it is sent, it has one effect. */
  key: string;
  /** Who wrote it; it goes out under no other log-in. */
  person: string;
  at: number;
  module: string;
  /** What it is called, for whoever looks at the queue. */
  name: string;
  /** The record that it changes; a new one without. */
  record: string | null;
  /** The version that was read. */
  version: number | null;
  /** As the server takes it. */
  body: Draft;
  /** The same as the form had it, to go on writing. */
  typed: Draft;
  /** When it was sent first; the answer may have been lost. */
  tried: number | null;
  refusal: Refusal | null;
}

/** Why the server did not take it. */
export interface Refusal {
  status: number;
  reason: string;
  /** What is wrong with single fields. */
  faults?: { field: string; message: string }[];
}

/** Somebody changed the record meanwhile: sent again as it is, it would be refused again. */
export const STALE = 412;

/** The server knows a key for 48 hours. Shortly before that a new record that may have arrived is not sent again. */
const KNOWN_MS = 47 * 3_600_000;

/** What somebody wrote, in its order. */
export function ofPerson(entries: Entry[], person: string): Entry[] {
  return entries.filter((entry) => entry.person === person).toSorted((a, b) => a.at - b.at);
}

/** May it have arrived, so long ago that sending it again could make it twice? */
export function isUnsure({ record, tried }: Entry, now: number): boolean {
  return record === null && tried !== null && now - tried > KNOWN_MS;
}

/** Will it be sent without anybody doing anything? */
export function isWaiting(entry: Entry, now: number): boolean {
  return entry.refusal === null && !isUnsure(entry, now);
}

/** What is sent next for somebody. */
export function nextOf(entries: Entry[], person: string, now: number): Entry | undefined {
  return ofPerson(entries, person).find((entry) => isWaiting(entry, now));
}

/** Does something wait that was written of this record before? What is written now must not go out first. */
export function isBehind(entries: Entry[], person: string, record: string, now: number): boolean {
  return entries.some((entry) => entry.person === person && entry.record === record && isWaiting(entry, now));
}

/** Changes of a record that were written without knowing of an earlier one of the same person: once that is in, they follow
 * the version that it made. */
export function rebased(entries: Entry[], sent: Entry, version: number | undefined): Entry[] {
  if (sent.record === null || version === undefined) return [];
  const follows = (entry: Entry) =>
    entry.person === sent.person &&
    entry.module === sent.module &&
    entry.record === sent.record &&
    entry.version === sent.version &&
    entry.tried === null &&
    entry.at > sent.at;
  return entries.filter(follows).map((entry) => ({ ...entry, version }));
}

export type Verdict = "again" | "signed out" | "refused";

/** Words of the server that say: not now. */
const LATER = new Set([408, 425, 429, 502, 503, 504]);

/** What a failed try means for what was sent. */
export function verdictOf(error: unknown): Verdict {
  if (error instanceof Offline) return "again";
  if (!(error instanceof Problem)) return "again";
  if (error.status === 401) return "signed out";
  return LATER.has(error.status) || error.kind === "idempotency_running" ? "again" : "refused";
}
