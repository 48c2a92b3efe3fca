/** Keys of what an organisation makes: `c_`, then small letters, digits and single underscores, at most 28 in all. */
const OWN_KEY = /^c_[a-z0-9]+(_[a-z0-9]+)*$/;

export function isOwnKey(key: string): boolean {
  return key.length <= 28 && OWN_KEY.test(key);
}

/** What a key could be, from a name in Latin letters; else by the moment, which no other has. */
export function proposeKey(name: string, now: number): string {
  const letters = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return `c_${(letters === "" ? now.toString(36) : letters).slice(0, 26).replace(/_+$/, "")}`;
}
