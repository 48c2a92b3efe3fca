import { describe, expect, inject, it } from "vitest";
import { SETUP_TOKEN } from "./servers";
import { VARIANTS, wordsOf } from "./variants";
import { window } from "./world";

describe.each(VARIANTS.map((variant, n) => ({ ...variant, n })))(
  "an empty company ($locale, phone: $phone)",
  (variant) => {
    const { setup: t } = wordsOf(variant);
    const server = () => inject("empty")[variant.n] ?? "";

    it("is set up: its first administrator, its apps, demo data, and then one works in it", async () => {
      const { page, api } = await window({ ...variant, server: server() });
      await page.goto("/");
      await page.getByRole("heading", { level: 1, name: t.title }).waitFor();
      await page.getByLabel(t.company, { exact: true }).fill("衡岳仓储设备有限公司");
      await page.getByLabel(t.name, { exact: true }).fill("王芳");
      await page.getByLabel(t.account, { exact: true }).fill("wangfang");
      await page.getByLabel(t.password, { exact: true }).fill("12345");
      await page.getByLabel(t.token, { exact: true }).fill("a guess");
      const create = page.getByRole("button", { name: t.create });
      await create.click();
      // What is wrong stands at its field, and what was typed stays.
      const fault = page.locator(".setup-part", { hasText: t.token }).getByRole("alert");
      await fault.waitFor();
      await page.getByLabel(t.token, { exact: true }).fill(SETUP_TOKEN);
      await create.click();
      await page.locator(".setup-part", { hasText: t.password }).getByRole("alert").waitFor();
      expect(await page.getByLabel(t.company, { exact: true }).inputValue()).toBe("衡岳仓储设备有限公司");
      await page.getByLabel(t.password, { exact: true }).fill("heng-yue-2026-a");
      await create.click();

      await page.getByText(t.stage).first().waitFor();
      await page.getByRole("radio", { name: new RegExp(t.stages.growing.title) }).check();
      await page.getByRole("radio", { name: new RegExp(t.trades.sales.title) }).check();
      const onward = page.getByRole("button", { name: new RegExp(`^(${t.apply}|${t.goOn})$`) });
      await onward.click();
      await page.getByText(t.peopleTitle).first().waitFor();
      await onward.click();
      await page.getByText(t.customersTitle).first().waitFor();
      await page.getByRole("button", { name: t.demo.bring }).click();
      await page.getByRole("button", { name: t.demo.remove }).waitFor({ timeout: 60_000 });
      await page.getByText(t.count("300")).first().waitFor();
      await page.getByRole("button", { name: t.finish }).click();
      await page.getByRole("heading", { level: 1, name: /王芳/ }).waitFor();
      const me = await api<{ person: { name: string }; admin: boolean }>("GET", "session");
      expect([me.person.name, me.admin]).toEqual(["王芳", true]);
      const organisation = await api<{ name: string }>("GET", "organisation");
      expect(organisation.name).toBe("衡岳仓储设备有限公司");
    });

    it("is set up once", async () => {
      const { page } = await window({ ...variant, server: server() });
      await page.goto("/setup");
      await page.getByRole("button", { name: wordsOf(variant).app.signIn.submit }).waitFor();
      const again = await page.request.post("/api/v1/setup", {
        data: {
          account: "eve",
          name: "夏娃",
          password: "heng-yue-2026-b",
          organisation: { name: "别人的" },
          token: SETUP_TOKEN,
        },
        headers: { origin: server() },
      });
      expect(again.status()).toBe(409);
    });
  },
);
