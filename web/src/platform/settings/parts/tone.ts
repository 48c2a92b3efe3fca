/** How far something has come, as a tone beside its word. */
export function toneOf(state: string): "good" | "bad" | "busy" | "" {
  if (state === "done" || state === "active") return "good";
  if (state === "failed" || state === "dead") return "bad";
  return state === "running" || state === "filling" || state === "cancelling" ? "busy" : "";
}
