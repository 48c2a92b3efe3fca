import type { Answer, Body, KnownPath, Method } from "./doors";
import type { FieldFault, Locale } from "./types";

/** What the server refused, in the language of the request. */
export class Problem extends Error {
  readonly status: number;
  readonly kind: string;
  readonly faults: FieldFault[];
  readonly requestId: string | undefined;

  constructor(status: number, body: Partial<Record<string, unknown>>) {
    const faults = (body.errors as FieldFault[] | undefined) ?? [];
    const said = (body.detail ?? body.title) as string | undefined;
    super(faults.length > 0 ? faults.map((fault) => fault.message).join(" ") : (said ?? `HTTP ${status}`));
    this.status = status;
    this.kind = String(body.type ?? "").replace("/problems/", "");
    this.faults = faults;
    this.requestId = body.request_id as string | undefined;
  }

  /** What it says of one field. */
  of(field: string): string | undefined {
    return this.faults.find((fault) => fault.field === field)?.message;
  }
}

/** The server cannot be reached. */
export class Offline extends Error {}

interface State {
  locale: Locale;
  onSignedOut: () => void;
  onReach: (isReached: boolean) => void;
}

const state: State = { locale: "zh", onSignedOut: () => {}, onReach: () => {} };

/** The language in which the server is asked; what happens when it knows the caller no more, and when it is reached or is
 * not. */
export function setUpHttp(change: Partial<State>): void {
  Object.assign(state, change);
}

export interface Sent<Body = unknown> {
  body?: Body;
  /** The version that was read, when the change may only follow it. */
  version?: number;
  /** The idempotency key, when the same write may have been sent before. */
  key?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** A key by which the server knows a write that is sent again. */
export function newKey(): string {
  // Outside of a secure context there is no `randomUUID`.
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What goes with a request, whoever carries it. */
export function headersOf(method: Method, path: string, { body, version, key }: Sent): Record<string, string> {
  const headers: Record<string, string> = { "accept-language": state.locale === "zh" ? "zh-CN" : "en" };
  const isRaw = body instanceof Blob;
  if (body !== undefined) headers["content-type"] = isRaw ? "application/octet-stream" : "application/json";
  if (version !== undefined) headers["if-match"] = `"${version}"`;
  const reads = method === "GET" || path.endsWith("/query") || path.endsWith("/aggregate");
  if (!reads && !path.startsWith("session")) headers["idempotency-key"] = key ?? newKey();
  return headers;
}

/** What an answer says, `{}` where it is not JSON; throws what it refuses. */
export function answered<T>(path: string, status: number, json: Partial<Record<string, unknown>>): T {
  // A proxy whose server is away says so in its own words.
  const isAway = status >= 502 && status <= 504 && json.type === undefined;
  state.onReach(!isAway);
  if (isAway) throw new Offline();
  if (status === 204) return undefined as T;
  if (status >= 200 && status < 300) return json as T;
  if (status === 401 && path !== "session") state.onSignedOut();
  throw new Problem(status, json);
}

/** Nothing was answered. */
export function unanswered(): Offline {
  state.onReach(false);
  return new Offline();
}

/** Asks the API by one of its doors. */
export function api<M extends Method, const Path extends string>(
  method: M,
  path: Path & KnownPath<M, Path>,
  sent: Sent<Body<M, Path>> = {},
): Promise<Answer<M, Path>> {
  return ask(method, path, sent);
}

/** Asks the API by a door that is only known when it is asked. Writes carry a key of their own, so that a request that is
 * sent again has one effect. */
export async function ask<T>(method: Method, path: string, sent: Sent = {}): Promise<T> {
  const { body, signal } = sent;
  const request: RequestInit = { method, headers: headersOf(method, path, sent), signal: signal ?? null };
  if (body !== undefined) request.body = body instanceof Blob ? body : JSON.stringify(body);
  const cut = (error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw unanswered();
  };
  const answer = await fetch(`/api/v1/${path}`, request).catch(cut);
  const json = answer.status === 204 ? {} : await answer.json().catch((error) => (isCut(error) ? cut(error) : {}));
  return answered(path, answer.status, json as Record<string, unknown>);
}

/** Did the connection break in the middle of an answer? What is not JSON is another matter. */
function isCut(error: unknown): boolean {
  return !(error instanceof SyntaxError);
}
