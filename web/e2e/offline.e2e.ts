import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { en } from "../src/platform/offline/i18n.en";
import { zh } from "../src/platform/offline/i18n.zh";
import { labels, VARIANTS, wordsOf } from "./variants";
import { signedIn } from "./world";

/** It is installed when the page is idle, some seconds after it came. */
const INSTALLED_MS = 40_000;

const controlled = (page: Page) =>
  page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: INSTALLED_MS });

it.each(VARIANTS)("the app can be installed and stands without a network ($locale, phone: $phone)", async (variant) => {
  const person = await signedIn("salesperson", { ...variant, installs: true });
  const { page, context } = person;
  const offline = variant.locale === "zh-CN" ? zh : en;
  await page.goto("/");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await controlled(page);
  const devtools = await context.newCDPSession(page);
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  // The browser of the tests keeps nothing, which is what it says of each of its windows.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
  const kept = await page.evaluate(async () => {
    const caches = await globalThis.caches.keys();
    const all = await Promise.all(caches.map(async (name) => (await globalThis.caches.open(name)).keys()));
    return all.flat().map((request) => new URL(request.url).pathname);
  });
  expect(kept.length).toBeGreaterThan(20);
  expect(
    kept.filter((path) => path.startsWith("/api")),
    "no answer of the server is kept",
  ).toEqual([]);
  await context.setOffline(true);
  await page.reload();
  await page.getByText(offline.awayTitle).first().waitFor();
  await context.setOffline(false);
  await page.getByRole("heading", { level: 1, name: /./ }).first().waitFor();
});

it.each(VARIANTS)(
  "what is written without a network is sent once when it is back ($locale, phone: $phone)",
  async (variant) => {
    const person = await signedIn("salesperson", { ...variant, installs: true });
    const { page, context, api } = person;
    const { app: t } = wordsOf(variant);
    const offline = variant.locale === "zh-CN" ? zh : en;
    const contact = await labels(person, variant, "contacts");
    const name = `离线的人${variant.mark}`;
    await page.goto("/records/contacts?view=all");
    await controlled(page);
    await page
      .getByRole("button", { name: t.list.new(contact.module) })
      .first()
      .click();
    const form = page.getByRole("dialog");
    await form.getByLabel(contact.field("name")).first().fill(name);
    await context.setOffline(true);
    await form.getByRole("button", { name: t.record.save }).click();
    await page.getByText(offline.putBy).first().waitFor();
    await page
      .getByText(offline.waiting("1"))
      .or(page.getByRole("button", { name: offline.waiting("1") }))
      .first()
      .waitFor();
    await context.setOffline(false);
    const found = () =>
      api<{ records: { name: string }[] }>("POST", "records/contacts/query", {
        filter: { field: "name", op: "eq", value: name },
      });
    await expect.poll(async () => (await found()).records.length, { timeout: 30_000 }).toBe(1);
    await page.waitForTimeout(1_500);
    expect((await found()).records).toHaveLength(1);
  },
);
