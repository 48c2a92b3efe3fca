import type { Filter } from "../api/types";

/** A condition takes at most so many values. */
const VALUES = 500;

/** Exactly these records. */
export function oneOfIds(ids: string[]): Filter {
  const parts: Filter[] = [];
  for (let at = 0; at < ids.length; at += VALUES) {
    parts.push({ field: "id", op: "in", value: ids.slice(at, at + VALUES) });
  }
  const [only] = parts;
  return parts.length === 1 && only ? only : { any: parts };
}

/** Runs a task for each, `width` at a time; how many succeeded and failed. */
export async function eachOf<T>(of: T[], width: number, task: (one: T) => Promise<void>): Promise<[number, number]> {
  const rest = of.slice();
  let done = 0;
  const work = async () => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) {
      try {
        await task(one);
        done += 1;
      } catch {
        // It is counted as failed; the others go on.
      }
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return [done, of.length - done];
}

/** The tags of a record with some more, each once. */
export function withTags(tags: unknown, more: string[]): string[] {
  const now = Array.isArray(tags) ? tags.map((tag) => (typeof tag === "object" && tag !== null ? tag.label : tag)) : [];
  return [...new Set([...now.map(String), ...more])];
}
