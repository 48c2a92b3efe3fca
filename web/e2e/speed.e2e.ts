import { expect, it } from "vitest";
import { addresses } from "./routes";
import { signedIn } from "./world";

const MOST_SHIFT = 0.02;

it.each([{ phone: false }, { phone: true }])(
  "nothing shifts while a page comes (phone: $phone)",
  { timeout: 300_000 },
  async ({ phone }) => {
    const person = await signedIn("administrator", { phone });
    const { page } = person;
    await page.addInitScript(() => {
      const seen = globalThis as unknown as { shift: number };
      seen.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[]) {
          if (!entry.hadRecentInput) seen.shift += entry.value;
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    const shifts: Record<string, number> = {};
    for (const address of await addresses(person)) {
      await page.goto(address);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await page.waitForLoadState("networkidle");
      const shift = await page.evaluate(() => (globalThis as unknown as { shift: number }).shift);
      if (shift >= MOST_SHIFT) shifts[address] = shift;
    }
    expect(shifts).toEqual({});
  },
);

it("the page, its metadata and who one is are fetched beside each other", async () => {
  const { page } = await signedIn("sales.director");
  await page.goto("/records/accounts?view=all");
  await page.getByRole("grid").getByRole("row").nth(1).waitFor();
  const times = await page.evaluate(() =>
    (performance.getEntriesByType("resource") as PerformanceResourceTiming[]).map((entry) => ({
      name: entry.name,
      from: entry.startTime,
      to: entry.responseEnd,
    })),
  );
  const of = (part: string) => times.find((entry) => entry.name.includes(part)) ?? { from: Number.NaN, to: Number.NaN };
  const [who, metadata, rows, page_] = [
    of("/api/v1/session"),
    of("/modules/accounts"),
    of("/accounts/query"),
    of("/ListPage-"),
  ];
  expect(metadata.from).toBeLessThan(who.to);
  // Rows need the view, which the metadata names; they wait for nothing else.
  expect(rows.from - Math.max(metadata.to, who.to)).toBeLessThan(60);
  expect(page_.from).toBeLessThan(rows.to);
});
