import { expect, it } from "vitest";
import { newsOf, type Stand } from "./heard";

const at = (percent: number): Stand => ({ isRunning: true, percent });
const over = (percent: number): Stand => ({ isRunning: false, percent });

it.each([
  ["a run that ended before one came", [over(100)], []],
  ["a run", [at(0), at(10), at(30), at(40), at(50), at(99), at(100), over(100)], ["begun", 25, 50, 75, "ended"]],
  ["a quick run", [at(0), over(100), over(100)], ["begun", "ended"]],
  ["a run that leaps", [at(0), at(80), over(100)], ["begun", 75, "ended"]],
  ["a run that one comes to in the middle", [at(60), at(70), at(76)], ["begun", 75]],
  ["a run that is stopped and goes on", [at(30), over(40), at(40), at(51)], ["begun", "ended", "begun", 50]],
  ["two runs one after the other", [at(0), over(100), at(0), over(100)], ["begun", "ended", "begun", "ended"]],
] as [string, Stand[], unknown[]][])("of %s is told what is new", (_, stands, told) => {
  const news = stands.map((now, n) => newsOf(stands[n - 1] ?? null, now));
  expect(news.filter((one) => one !== null)).toEqual(told);
});
