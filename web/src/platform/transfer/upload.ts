import { answered, headersOf, unanswered } from "../api/http";

interface Sending {
  /** Breaks it off. */
  signal: AbortSignal;
  /** How much has gone, 0 to 100. */
  onSent: (percent: number) => void;
}

/** Sends a file; its id is good for a day. `fetch` does not tell how much has gone. */
export function sendFile(file: File, { signal, onSent }: Sending): Promise<string> {
  const path = `files?name=${encodeURIComponent(file.name)}`;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1/${path}`);
    for (const [name, value] of Object.entries(headersOf("POST", path, { body: file }))) {
      request.setRequestHeader(name, value);
    }
    request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? Math.floor((loaded / total) * 100) : 0);
    request.onerror = () => reject(unanswered());
    request.onabort = () => reject(new DOMException("The person broke it off", "AbortError"));
    request.onload = () => {
      try {
        resolve(answered<{ id: string }>(path, request.status, parsed(request.responseText)).id);
      } catch (error) {
        reject(error);
      }
    };
    if (signal.aborted) return request.onabort?.(new ProgressEvent("abort"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

function parsed(text: string): Partial<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    // A proxy answers in its own words.
    return {};
  }
}

/** Did the person break it off? */
export function isBrokenOff(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
