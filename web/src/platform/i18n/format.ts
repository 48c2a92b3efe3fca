import type { Locale } from "../api/types";

/** The time zone of the organisation: dates of records are shown in it, wherever the person is. */
let zone = "Asia/Shanghai";

export function setZone(name: string): void {
  zone = name;
}

export function zoneNow(): string {
  return zone;
}

// English numbers as most of the world writes them (4.7M), English days with the day first.
const numberTags: Record<Locale, string> = { zh: "zh-CN", en: "en-US" };
const dateTags: Record<Locale, string> = { zh: "zh-CN", en: "en-GB" };
const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numbers(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${locale}${JSON.stringify(options)}`;
  const known = kept.get(key);
  if (known) return known as Intl.NumberFormat;
  const made = new Intl.NumberFormat(numberTags[locale], options);
  kept.set(key, made);
  return made;
}

function dates(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${locale}${zone}${JSON.stringify(options)}`;
  const known = kept.get(key);
  if (known) return known as Intl.DateTimeFormat;
  const made = new Intl.DateTimeFormat(dateTags[locale], { timeZone: zone, ...options });
  kept.set(key, made);
  return made;
}

/** A decimal as the server writes it, grouped, with all its digits: never through a float. */
export function decimal(text: string, locale: Locale): string {
  return numbers(locale, { maximumFractionDigits: 20, minimumFractionDigits: fraction(text) }).format(text as never);
}

function fraction(text: string): number {
  const at = text.indexOf(".");
  return at < 0 ? 0 : text.length - at - 1;
}

export function integer(value: number, locale: Locale): string {
  return numbers(locale, { maximumFractionDigits: 0 }).format(value);
}

/** A number of a record. Four digits stand together: most of them are years. */
export function wholeNumber(value: number, locale: Locale): string {
  return numbers(locale, { maximumFractionDigits: 0, useGrouping: "min2" }).format(value);
}

/** An amount with its sign: whole when it has no cents. */
export function money(text: string, currency: string, locale: Locale): string {
  const digits = /\.0*$/.test(text) || !text.includes(".") ? 0 : fraction(text);
  const options = { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const;
  const format = numbers(locale, { ...options, minimumFractionDigits: digits, maximumFractionDigits: digits });
  return format.format(text as never);
}

/** An amount for cards and tiles: 466 万, ¥4.7M. */
export function shortMoney(value: number, currency: string, locale: Locale): string {
  const options = { style: "currency", currency, currencyDisplay: "narrowSymbol", notation: "compact" } as const;
  return numbers(locale, {
    ...options,
    minimumFractionDigits: 0,
    maximumFractionDigits: value >= 100_000 ? 1 : 0,
  }).format(value);
}

export function percent(text: string, locale: Locale): string {
  return `${decimal(text.replace(/\.0+$/, ""), locale)}%`;
}

/** A day `2026-11-28`, in full or without its year when it is this one. */
export function day(text: string, locale: Locale, now = new Date()): string {
  const date = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return text;
  const thisYear = text.slice(0, 4) === today(now).slice(0, 4);
  // In English 11/12 means two days: the month is a word there.
  const options: Intl.DateTimeFormatOptions =
    locale === "zh"
      ? { month: "2-digit", day: "2-digit", timeZone: "UTC" }
      : { month: "short", day: "numeric", timeZone: "UTC" };
  return dates(locale, thisYear ? options : { ...options, year: "numeric" }).format(date);
}

/** A day as one says it: 11月28日星期六, Saturday 28 November. */
export function spokenDay(text: string, locale: Locale): string {
  const options: Intl.DateTimeFormatOptions = { month: "long", day: "numeric", weekday: "long", timeZone: "UTC" };
  return dates(locale, options).format(new Date(`${text}T00:00:00Z`));
}

/** The month of a day: 11月, Nov. */
export function month(text: string, locale: Locale): string {
  return dates(locale, { month: "short", timeZone: "UTC" }).format(new Date(`${text}T00:00:00Z`));
}

export function moment(text: string, locale: Locale): string {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text;
  return dates(locale, {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).format(date);
}

export function clock(text: string, locale: Locale): string {
  return dates(locale, { hour: "2-digit", minute: "2-digit" }).format(new Date(text));
}

/** Today in the organisation's time zone, `2026-11-28`. */
export function today(now = new Date()): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  return parts.format(now);
}

/** Days from one day to another, both `2026-11-28`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The day on which a moment falls. */
export function dayOf(momentText: string): string {
  return today(new Date(momentText));
}

/** The moment at which a day begins in the organisation's time zone, as the server takes it. */
export function beginningOf(dayText: string): string {
  return momentAt(`${dayText}T00:00:00`);
}

/** The last moment of a day. */
export function endOf(dayText: string): string {
  return new Date(Date.parse(beginningOf(daysLater(dayText, 1))) - 1).toISOString();
}

/** What the clocks of the zone show at a moment, `2026-11-28T09:30:00`. */
export function clocksAt(momentText: string): string {
  const at = Math.floor(Date.parse(momentText) / 1_000) * 1_000;
  return new Date(at + offsetAt(at)).toISOString().slice(0, 19);
}

/** The moment at which the clocks of the zone show this. */
export function momentAt(clocks: string): string {
  const asUtc = Date.parse(`${clocks}Z`);
  // Where the clocks change on that night the first guess is an hour off; from there the second is right.
  const guess = asUtc - offsetAt(asUtc);
  return new Date(asUtc - offsetAt(guess)).toISOString();
}

/** A moment in a condition: the beginning and the end of a day are the day. */
export function bound(momentText: string, locale: Locale, now = new Date()): string {
  const on = dayOf(momentText);
  const at = Date.parse(momentText);
  const isWhole = at === Date.parse(beginningOf(on)) || at === Date.parse(endOf(on));
  return isWhole ? day(on, locale, now) : moment(momentText, locale);
}

/** By how much the clocks of the zone are ahead of UTC at a moment, in milliseconds. */
function offsetAt(at: number): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second")) - at;
}

/** The day so many days later. */
export function daysLater(dayText: string, days: number): string {
  return new Date(Date.parse(`${dayText}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Names one after the other. */
export function listed(names: readonly string[], locale: Locale): string {
  return names.join(locale === "zh" ? "、" : ", ");
}
