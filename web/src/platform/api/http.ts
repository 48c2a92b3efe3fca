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

const state: { locale: Locale; onSignedOut: () => void } = { locale: "zh", onSignedOut: () => {} };

/** The language in which the server is asked, and what happens when it knows the caller no more. */
export function setUpHttp(change: Partial<typeof state>): void {
  Object.assign(state, change);
}

export interface Sent<Body = unknown> {
  body?: Body;
  /** The version that was read, when the change may only follow it. */
  version?: number;
  signal?: AbortSignal | undefined;
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
  const headers: Record<string, string> = { "accept-language": state.locale === "zh" ? "zh-CN" : "en" };
  const { body, version, signal } = sent;
  const raw = body instanceof Blob;
  if (body !== undefined) headers["content-type"] = raw ? "application/octet-stream" : "application/json";
  if (version !== undefined) headers["if-match"] = `"${version}"`;
  const reads = method === "GET" || path.endsWith("/query") || path.endsWith("/aggregate");
  if (!reads && !path.startsWith("session"))
    headers["idempotency-key"] = crypto.randomUUID?.() ?? String(Math.random());
  const request: RequestInit = { method, headers, signal: signal ?? null };
  if (body !== undefined) request.body = raw ? body : JSON.stringify(body);
  const answer = await fetch(`/api/v1/${path}`, request).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Offline();
  });
  if (answer.status === 204) return undefined as T;
  const json = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
  if (answer.ok) return json as T;
  if (answer.status === 401 && path !== "session") state.onSignedOut();
  throw new Problem(answer.status, json);
}
