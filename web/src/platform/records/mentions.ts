/** The people whose `@name` still stands in the text, of those that were picked while it was written. */
export function mentioned(text: string, picked: ReadonlyMap<string, string>): string[] {
  return [...picked].filter(([name]) => text.includes(`@${name}`)).map(([, id]) => id);
}
