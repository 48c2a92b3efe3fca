/** What the first number of a rule looks like on a day, `202611-0001`. */
export function exampleOf(pattern: string, day: string): string {
  const [yyyy = "", mm = "", dd = ""] = day.split("-");
  const parts: Record<string, string> = { yyyy, yy: yyyy.slice(2), mm, dd };
  return pattern.replace(
    /\{(yyyy|yy|mm|dd|0{1,12})\}/g,
    (_, token: string) => parts[token] ?? token.replace(/0$/, "1"),
  );
}
