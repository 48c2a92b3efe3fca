import { expect, it } from "vitest";
import { PHONE, signedIn } from "./world";

it.each([
  { locale: "zh-CN", mine: "我的", settings: "设置", today: "今日" },
  { locale: "en-US", mine: "Mine", settings: "Settings", today: "Today" },
] as const)("a phone has its own bar, its own lists, and no page wider than itself ($locale)", async (words) => {
  const { page, api } = await signedIn("salesperson", { phone: true, locale: words.locale });
  await api("PATCH", "session", { locale: words.locale === "zh-CN" ? "zh-CN" : "en" });
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  await page.goto("/");
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await wide()).toBeLessThanOrEqual(PHONE.width);
  const bar = page.getByRole("navigation").last();
  await bar.getByRole("link").nth(1).click();
  const card = page.getByRole("listitem").getByRole("link").first();
  await card.waitFor();
  expect(await wide()).toBeLessThanOrEqual(PHONE.width);
  await card.click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await wide()).toBeLessThanOrEqual(PHONE.width);
  await bar.getByRole("button", { name: words.mine }).click();
  await page.getByRole("navigation").first().getByRole("link", { name: words.settings }).click();
  await page.getByRole("heading", { level: 1, name: words.settings }).waitFor();
  expect(await wide()).toBeLessThanOrEqual(PHONE.width);
  await api("PATCH", "session", { locale: "zh-CN" });
});

it("what was typed on a phone and not saved is there again", async () => {
  const { page } = await signedIn("salesperson", { phone: true });
  await page.goto("/records/contacts?view=all");
  await page.getByRole("button", { name: "新建联系人" }).click();
  await page.getByRole("dialog").getByLabel("姓名").fill("没存上的人");
  await page.waitForTimeout(1_000);
  await page.reload();
  await page.getByRole("button", { name: "新建联系人" }).click();
  await page.getByText("已恢复上次未保存的内容").first().waitFor();
  expect(await page.getByRole("dialog").getByLabel("姓名").inputValue()).toBe("没存上的人");
  await page.getByRole("button", { name: "重新填写" }).click();
  expect(await page.getByRole("dialog").getByLabel("姓名").inputValue()).toBe("");
});
