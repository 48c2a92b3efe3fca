import { expect, it } from "vitest";
import {
  daysLater,
  eveningOf,
  firstOfMonth,
  lastMonthSoFar,
  lastOfMonth,
  lastWeekSoFar,
  mondayOf,
  partOfDay,
  span,
  startOf,
} from "./period";

it("days and months are counted across their ends", () => {
  expect(daysLater("2026-12-31", 1)).toBe("2027-01-01");
  expect(mondayOf("2026-11-28")).toBe("2026-11-23");
  expect(mondayOf("2026-11-23")).toBe("2026-11-23");
  expect(mondayOf("2026-11-29")).toBe("2026-11-23");
  expect(firstOfMonth("2026-01-15", -11)).toBe("2025-02-01");
  expect(lastOfMonth("2028-02-10")).toBe("2028-02-29");
});

it.each([
  ["2026-11-28", ["2026-10-01", "2026-10-28"]],
  ["2026-03-31", ["2026-02-01", "2026-02-28"]],
  ["2026-01-05", ["2025-12-01", "2025-12-05"]],
])("on %s the month before is compared over %j", (day, so) => {
  expect(lastMonthSoFar(day)).toEqual(so);
});

it("the week before is compared up to the same weekday", () => {
  expect(lastWeekSoFar("2026-11-28")).toEqual(["2026-11-16", "2026-11-21"]);
});

it("a day begins at midnight of the organisation, and ends before the next one", () => {
  expect(startOf("2026-11-28")).toBe("2026-11-27T16:00:00.000Z");
  expect(eveningOf("2026-11-28")).toBe("2026-11-28T10:00:00.000Z");
  expect(span(["2026-11-16", "2026-11-21"])).toEqual(["2026-11-15T16:00:00.000Z", "2026-11-21T15:59:59.999Z"]);
});

it.each([
  ["2026-11-28T00:30:00Z", "morning"],
  ["2026-11-28T04:30:00Z", "noon"],
  ["2026-11-28T08:00:00Z", "afternoon"],
  ["2026-11-28T12:00:00Z", "evening"],
  ["2026-11-28T18:00:00Z", "night"],
])("%s is %s in Shanghai", (at, part) => {
  expect(partOfDay(new Date(at))).toBe(part);
});
