/** Reads a value of an address, which is JSON. A number with more digits than this language keeps is an id, and stays text. */
export function readParameter(text: string): unknown {
  return /^\d{16,}$/.test(text) ? text : JSON.parse(text);
}
