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

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

it("the page, its metadata, its rows and who one is are fetched beside each other", async () => {
  const { page } = await signedIn("sales.director");
  // Once seen, a list knows what to ask for before its metadata tells it again.
  await page.goto("/records/accounts?view=all");
  await page.getByRole("grid").getByRole("row").nth(1).waitFor();
  // Three of them are made slow: what waits for them would begin only after they have ended.
  await page.route("**/api/v1/modules/accounts", async (route) => {
    await pause(1_000);
    await route.continue();
  });
  await page.route("**/api/v1/session", async (route) => {
    await pause(1_000);
    await route.continue();
  });
  await page.route("**/assets/ListPage-*.js", async (route) => {
    await pause(2_000);
    await route.continue();
  });
  const begun = new Map<string, number>();
  const ended = new Map<string, number>();
  const nameOf = (url: string) =>
    /session|modules\/accounts|accounts\/query|ListPage-[^.]*\.js/.exec(url)?.[0].slice(0, 8);
  page.on("request", (request) => {
    const name = nameOf(request.url());
    if (name && !begun.has(name)) begun.set(name, Date.now());
  });
  page.on("requestfinished", (request) => {
    const name = nameOf(request.url());
    if (name && !ended.has(name)) ended.set(name, Date.now());
  });
  await page.goto("/records/accounts?view=all");
  await page.getByRole("grid").getByRole("row").nth(1).waitFor();
  const [who, metadata, rows, code] = ["session", "modules/", "accounts", "ListPage"];
  expect([...begun.keys()].sort()).toEqual([who, metadata, rows, code].sort());
  expect(begun.get(metadata)).toBeLessThan(ended.get(who) ?? 0);
  expect(begun.get(rows)).toBeLessThan(ended.get(code) ?? 0);
  expect(begun.get(rows)).toBeLessThan(ended.get(metadata) ?? 0);
});
