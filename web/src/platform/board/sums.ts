/** Adds amounts as they are written, `"12800.00"`: digit by digit, never through a float. */
export function added(one: string, other: string): string {
  const scale = Math.max(digitsAfterPoint(one), digitsAfterPoint(other));
  return written(whole(one, scale) + whole(other, scale), scale);
}

export function negated(amount: string): string {
  const scale = digitsAfterPoint(amount);
  return written(-whole(amount, scale), scale);
}

function digitsAfterPoint(text: string): number {
  const at = text.indexOf(".");
  return at < 0 ? 0 : text.length - at - 1;
}

/** The amount in its smallest unit. */
function whole(text: string, scale: number): bigint {
  const [before = "0", after = ""] = text.split(".");
  return BigInt(before + after.padEnd(scale, "0"));
}

function written(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const sign = units < 0n ? "-" : "";
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
