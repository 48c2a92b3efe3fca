import { memo } from "react";

const HUES = ["#3056d3", "#0b7a70", "#9a5b00", "#b23a30", "#6a4be0", "#1c6fb0", "#237a46", "#8d3a86"];

/** The same colour for the same name, everywhere. */
export function hueOf(name: string): string {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return HUES[sum % HUES.length] ?? "#3056d3";
}

/** What stands for a name in a circle: the last two characters of a Chinese name, else initials. */
export function initialsOf(name: string): string {
  const trimmed = name.trim();
  if (/^\p{Script=Han}/u.test(trimmed)) return [...trimmed].slice(-2).join("");
  const words = trimmed.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("");
}

/** A person as a circle. The name stands beside it, so it says nothing to a screen reader. */
export const Face = memo(function Face({ name, size = 22 }: { name: string; size?: number }) {
  const hue = hueOf(name);
  const background = `color-mix(in srgb, ${hue} 14%, var(--surface))`;
  const color = `color-mix(in srgb, ${hue} 56%, var(--ink))`;
  return (
    <span
      className="face"
      aria-hidden="true"
      style={{ width: size, height: size, fontSize: size * 0.42, background, color }}
    >
      {initialsOf(name)}
    </span>
  );
});

/** A record as a square. */
export const Badge = memo(function Badge({ name, size = 44 }: { name: string; size?: number }) {
  const hue = hueOf(name);
  const background = `color-mix(in srgb, ${hue} 14%, var(--surface))`;
  const color = `color-mix(in srgb, ${hue} 56%, var(--ink))`;
  const letter = [...name.trim()][0] ?? "";
  return (
    <span
      className="badge"
      aria-hidden="true"
      style={{ width: size, height: size, fontSize: size * 0.45, background, color }}
    >
      {letter}
    </span>
  );
});

export function PersonName({ name }: { name: string }) {
  return (
    <span className="person">
      <Face name={name} size={20} />
      <span>{name}</span>
    </span>
  );
}
