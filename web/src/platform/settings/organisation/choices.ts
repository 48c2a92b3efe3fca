import type { Locale } from "../../api/types";

interface Offered {
  value: string;
  label: string;
}

const REGIONS = [
  "CN",
  "HK",
  "MO",
  "TW",
  "SG",
  "MY",
  "TH",
  "VN",
  "ID",
  "PH",
  "JP",
  "KR",
  "IN",
  "AU",
  "NZ",
  "US",
  "CA",
  "GB",
  "DE",
  "FR",
  "NL",
  "IT",
  "ES",
  "CH",
  "AE",
  "SA",
  "BR",
  "MX",
  "ZA",
  "RU",
];
const FIRST = ["CNY", "HKD", "USD", "EUR", "JPY", "GBP", "SGD"];

const tags: Record<Locale, string> = { zh: "zh-CN", en: "en" };

/** Every time zone that the browser knows, and the one that is set. */
export function zones(now: string): Offered[] {
  const known = Intl.supportedValuesOf("timeZone");
  return [...new Set([now, "Asia/Shanghai", ...known])].map((zone) => ({
    value: zone,
    label: zone.replaceAll("_", " "),
  }));
}

/** Currencies by their code and name, the usual ones first. */
export function currencies(locale: Locale): Offered[] {
  const names = new Intl.DisplayNames([tags[locale]], { type: "currency" });
  const known = [...new Set([...FIRST, ...Intl.supportedValuesOf("currency")])];
  return known.map((code) => ({ value: code, label: `${code} ${names.of(code) ?? ""}` }));
}

export function regions(locale: Locale): Offered[] {
  const names = new Intl.DisplayNames([tags[locale]], { type: "region" });
  return REGIONS.map((code) => ({ value: code, label: `${code} ${names.of(code) ?? ""}` }));
}
