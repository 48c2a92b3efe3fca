import { describe, expect, it } from "vitest";
import {
  beginningOf,
  bound,
  clocksAt,
  day,
  dayOf,
  daysBetween,
  daysLater,
  decimal,
  endOf,
  integer,
  listed,
  moment,
  momentAt,
  money,
  percent,
  setZone,
  shortMoney,
  today,
  wholeNumber,
} from "./format";

describe("numbers", () => {
  it.each([
    ["12800.00", "zh", "¥12,800"],
    ["12800.50", "en", "¥12,800.50"],
    ["9007199254740993.10", "zh", "¥9,007,199,254,740,993.10"],
  ] as const)("money %s in %s is %s", (text, locale, shown) => {
    expect(money(text, "CNY", locale)).toBe(shown);
  });
  it("leaves years alone", () => {
    expect([wholeNumber(2020, "zh"), wholeNumber(12020, "en"), integer(2020, "en")]).toEqual([
      "2020",
      "12,020",
      "2,020",
    ]);
  });
  it("keeps the decimals of a decimal", () => {
    expect(decimal("1234.50", "zh")).toBe("1,234.50");
    expect(percent("37.50", "en")).toBe("37.50%");
    expect(percent("100.00", "en")).toBe("100%");
  });
  it("shortens amounts in each language's own units", () => {
    expect(shortMoney(4_660_000, "CNY", "zh")).toBe("¥466万");
    expect(shortMoney(4_660_000, "CNY", "en")).toBe("¥4.7M");
  });
});

describe("days", () => {
  it("belong to the organisation's time zone", () => {
    expect(today(new Date("2026-11-27T16:30:00Z"))).toBe("2026-11-28");
    expect(dayOf("2026-11-27T15:59:00.000Z")).toBe("2026-11-27");
  });
  it.each([
    ["Asia/Shanghai", "2026-11-28", "2026-11-27T16:00:00.000Z"],
    ["Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00.000Z"],
    ["Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00.000Z"],
    ["America/New_York", "2026-11-01", "2026-11-01T04:00:00.000Z"],
    ["America/New_York", "2026-11-02", "2026-11-02T05:00:00.000Z"],
  ])("in %s %s begins at %s", (zone, dayText, moment) => {
    setZone(zone);
    expect(beginningOf(dayText)).toBe(moment);
    setZone("Asia/Shanghai");
  });
  it.each([
    ["Asia/Shanghai", "2026-11-28", "2026-11-28T15:59:59.999Z"],
    ["America/New_York", "2026-11-01", "2026-11-02T04:59:59.999Z"],
  ])("in %s %s ends at %s", (zone, dayText, moment) => {
    setZone(zone);
    expect(endOf(dayText)).toBe(moment);
    setZone("Asia/Shanghai");
  });
  it.each([
    ["the beginning of a day", "2025-11-27T16:00:00.000Z", "2025/11/28"],
    ["its end", "2025-11-28T15:59:59.999Z", "2025/11/28"],
    ["a moment of it", "2025-11-28T01:30:00.000Z", "2025/11/28 09:30"],
    ["midnight elsewhere", "2025-11-28T00:00:00.000Z", "2025/11/28 08:00"],
  ])("bound a condition: %s", (_, text, said) => {
    expect(bound(text, "zh")).toBe(said);
  });
  it("follow one another", () => {
    expect(daysLater("2026-12-31", 1)).toBe("2027-01-01");
    expect(daysLater("2026-03-01", -1)).toBe("2026-02-28");
  });
  it("are counted over the end of a month", () => {
    expect(daysBetween("2026-11-28", "2026-12-03")).toBe(5);
  });
  it("are written without the year when it is this one", () => {
    const now = new Date("2026-11-28T03:00:00Z");
    expect(day("2026-12-03", "zh", now)).toBe("12/03");
    expect(day("2025-12-03", "zh", now)).toBe("2025/12/03");
    expect(day("2026-12-03", "en", now)).toBe("3 Dec");
  });
});

// Where this test runs is no part of it: `TZ=America/New_York vitest run` finds the same.
it.each([
  ["Asia/Shanghai", "2026-11-28T01:30:00.000Z", "2026-11-28T09:30:00"],
  ["Asia/Shanghai", "2026-11-27T16:00:00.000Z", "2026-11-28T00:00:00"],
  ["America/New_York", "2026-11-28T01:30:00.000Z", "2026-11-27T20:30:00"],
  ["Europe/Berlin", "2026-03-29T01:30:00.000Z", "2026-03-29T03:30:00"],
  ["Asia/Kolkata", "2026-11-28T01:30:00.000Z", "2026-11-28T07:00:00"],
])("the clocks in %s show at %s what is %s", (zone, text, clocks) => {
  setZone(zone);
  expect(clocksAt(text)).toBe(clocks);
  expect(momentAt(clocks)).toBe(text);
  expect(moment(text, "zh")).toContain(clocks.slice(11, 16));
  setZone("Asia/Shanghai");
});

it("names stand one after the other as each language has it", () => {
  expect(listed(["甲", "乙"], "zh")).toBe("甲、乙");
  expect(listed(["A", "B"], "en")).toBe("A, B");
});
