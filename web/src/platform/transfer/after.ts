/** What a run does not change: who is signed in, what the modules are, and the imports themselves, which are asked for while
 * they run. */
const STEADY: readonly unknown[] = ["session", "setup", "apps", "module", "import", "imports"];

/** May an answer be another one after records were written? Lists, records, counts and figures of every module: a run makes
 * linked records too, and what is linked shows what it is linked by. */
export function mayHaveChanged(queryKey: readonly unknown[]): boolean {
  return !STEADY.includes(queryKey[0]);
}
