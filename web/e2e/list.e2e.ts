import { describe, expect, it } from "vitest";
import { labels, VARIANTS, wordsOf } from "./variants";
import { signedIn } from "./world";

it("what the server refuses stands in the cell, and nothing is lost", async () => {
  const { page } = await signedIn("salesperson");
  await page.goto("/records/accounts?view=all");
  const grid = page.getByRole("grid");
  await grid.getByRole("row").nth(1).waitFor();
  await page.getByRole("button", { name: /列$/ }).click();
  await page.getByRole("checkbox", { name: "统一社会信用代码" }).check();
  await page.keyboard.press("Escape");
  const columns = await grid.getByRole("columnheader").allInnerTexts();
  const at = columns.findIndex((text) => text.includes("统一社会信用代码"));
  const cell = grid.getByRole("row").nth(1).getByRole("gridcell").nth(at);
  await cell.scrollIntoViewIfNeeded();
  await cell.dblclick();
  await cell.getByRole("textbox").fill("12345");
  await page.keyboard.press("Enter");
  await cell.getByRole("alert").waitFor();
  expect(await cell.getByRole("textbox").inputValue()).toBe("12345");
  await page.keyboard.press("Escape");
  expect(await cell.innerText()).not.toContain("12345");
});

it("the grid is worked by keyboard alone", async () => {
  const { page } = await signedIn("sales.manager");
  await page.goto("/records/accounts?view=all");
  const grid = page.getByRole("grid");
  await grid.getByRole("row").nth(2).waitFor();
  await grid.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await page.getByText("已选 1 条").first().waitFor();
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+Enter");
  const panel = page.getByRole("complementary");
  await panel.getByRole("heading", { level: 2 }).waitFor();
  const first = await panel.getByRole("heading", { level: 2 }).innerText();
  await page.keyboard.press("j");
  await expect.poll(() => panel.getByRole("heading", { level: 2 }).innerText()).not.toBe(first);
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
});

describe.each(VARIANTS)("a view ($locale, phone: $phone)", (variant) => {
  const { app: t } = wordsOf(variant);

  it("that somebody saves and shares is there for a colleague, and for nobody else", async () => {
    const person = await signedIn("sales.manager", variant);
    const { page } = person;
    const { field, option } = await labels(person, variant, "accounts");
    const colleague = await signedIn("assistant", variant);
    const me = await colleague.api<{ person: { name: string } }>("GET", "session");
    const name = `盘点${variant.mark}`;
    await page.goto("/records/accounts?view=all");
    await page.getByRole("button", { name: t.list.filter }).click();
    await page.getByRole("combobox", { name: t.filter.field }).fill(field("level"));
    await page.keyboard.press("Enter");
    await page.getByRole("checkbox", { name: option("level", "a") }).check();
    await page.getByRole("button", { name: t.filter.apply }).click();
    if (variant.phone) await page.getByRole("button", { name: t.app.more, exact: true }).click();
    await page.getByRole("button", { name: t.views.saveAs }).click();
    await page.getByRole("textbox", { name: t.views.name }).fill(name);
    await page.getByText(t.views.shareWith, { exact: true }).click();
    const people = page.locator(".share > div", { hasText: t.views.people }).getByRole("combobox");
    await people.click();
    await people.fill(me.person.name);
    await page.locator(".ant-select-item-option", { hasText: me.person.name }).first().click();
    await page.getByRole("textbox", { name: t.views.name }).click();
    await page.getByRole("button", { name: t.views.save, exact: true }).click();
    await page.getByRole("tab", { name: new RegExp(name), selected: true }).waitFor();

    await colleague.page.goto("/records/accounts");
    await colleague.page.getByRole("tab", { name: new RegExp(name) }).click();
    const shown = variant.phone
      ? colleague.page.getByRole("listitem").getByRole("link").first()
      : colleague.page.getByRole("grid").locator(".title").first();
    await shown.or(colleague.page.locator("main .state")).first().waitFor();
    expect(new URL(colleague.page.url()).searchParams.get("view")).toBeTruthy();
    const stranger = await signedIn("salesperson", variant);
    await stranger.page.goto("/records/accounts");
    await stranger.page.getByRole("tab").first().waitFor();
    expect(await stranger.page.getByRole("tab", { name: new RegExp(name) }).count()).toBe(0);
  });
});

describe.each(VARIANTS)("the conditions of a list ($locale, phone: $phone)", (variant) => {
  const { app: t } = wordsOf(variant);

  it("join to a group, can be left out, and lead from one record to the next", async () => {
    const person = await signedIn("sales.manager", variant);
    const { page, api } = person;
    const { field, option } = await labels(person, variant, "accounts");
    const grades = { field: "level", op: "in", value: ["a"] };
    const won = { field: "lifecycle", op: "in", value: ["customer"] };
    const counted = async (filter: unknown) => {
      const { total } = await api<{ total: { value: number } }>("POST", "records/accounts/query", { filter, limit: 1 });
      return new Intl.NumberFormat(variant.locale).format(total.value);
    };
    await page.goto("/records/accounts?view=all");
    await page.getByRole("button", { name: t.list.filter }).click();
    await page.getByRole("button", { name: `${t.filter.anyOf}…` }).click();
    const say = async (at: number, key: string, value: string) => {
      const row = page.locator(".filter-form li").nth(at);
      await row.getByRole("combobox", { name: t.filter.field }).fill(field(key));
      await page.keyboard.press("Enter");
      await row.getByRole("checkbox", { name: option(key, value), exact: true }).check();
    };
    await say(0, "level", "a");
    await say(1, "lifecycle", "customer");
    await page.getByRole("button", { name: t.filter.apply }).click();
    const asked = () => JSON.parse(new URL(page.url()).searchParams.get("filter") ?? "null");
    await expect.poll(asked).toEqual([{ any: [grades, won] }]);
    const joined = await counted({ any: [grades, won] });
    expect(joined).not.toBe(await counted(grades));

    // A phone has its conditions on a sheet.
    if (variant.phone) await page.getByRole("button", { name: t.list.filter }).click();
    await page.locator(".fchip button").first().click();
    const change = page.getByRole("dialog", { name: t.filter.change });
    await change.getByRole("checkbox", { name: t.filter.exclude }).check();
    await change.getByRole("button", { name: t.filter.apply }).click();
    await expect.poll(asked).toEqual([{ not: { any: [grades, won] } }]);
    const rest = await counted({ not: { any: [grades, won] } });
    expect(rest).not.toBe(joined);

    if (variant.phone) {
      await page.goto(page.url());
      await page.getByRole("listitem").getByRole("link").first().click();
    } else {
      await page.getByRole("grid").locator(".title").first().click();
      await page.getByRole("link", { name: t.list.openPage }).click();
    }
    await page.locator(".steps").getByText(t.record.place("1", rest), { exact: true }).waitFor();
    if (variant.phone) await page.getByRole("button", { name: t.record.next, exact: true }).click();
    else await page.keyboard.press("j");
    await page.locator(".steps").getByText(t.record.place("2", rest), { exact: true }).waitFor();
  });
});

it("language and theme change without a reload", async () => {
  const { page } = await signedIn("sales.director");
  await page.goto("/records/accounts?view=all");
  await page.evaluate(() => {
    (globalThis as { stays?: boolean }).stays = true;
  });
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "Accounts", exact: true }).waitFor();
  await page.getByRole("button", { name: "Dark" }).click();
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
  expect(await page.evaluate(() => (globalThis as { stays?: boolean }).stays)).toBe(true);
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByRole("heading", { level: 1, name: "客户", exact: true }).waitFor();
});
