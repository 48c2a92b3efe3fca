import { expect, it } from "vitest";
import { signedIn } from "./world";

it.each([
  { locale: "zh-CN", head: "下一步", said: "已保存：下一步", undo: "撤销", undone: "已撤销", typed: "周五带样品上门" },
  {
    locale: "en-US",
    head: "Next step",
    said: "Saved: Next step",
    undo: "Undo",
    undone: "Undone",
    typed: "Samples on Friday",
  },
] as const)("a cell is edited in place, saved at once, and taken back ($locale)", async (words) => {
  const { page, api } = await signedIn("salesperson", { locale: words.locale });
  await api("PATCH", "session", { locale: words.locale === "zh-CN" ? "zh-CN" : "en" });
  await page.goto("/records/deals?view=mine");
  const grid = page.getByRole("grid");
  await grid.getByRole("row").nth(1).waitFor();
  const columns = await grid.getByRole("columnheader").allInnerTexts();
  const at = columns.findIndex((text) => text.includes(words.head));
  expect(at).toBeGreaterThan(0);
  const cell = grid.getByRole("row").nth(1).getByRole("gridcell").nth(at);
  const before = await cell.innerText();
  await cell.dblclick();
  await cell.getByRole("textbox").fill(words.typed);
  await page.keyboard.press("Enter");
  await page.getByText(words.said).waitFor();
  expect(await cell.innerText()).toBe(words.typed);
  await page.getByRole("button", { name: words.undo }).click();
  await page.getByText(words.undone).waitFor();
  await expect.poll(() => cell.innerText()).toBe(before);
  const { records } = await api<{ records: { next_step: string | null }[] }>("POST", "records/deals/query", {
    filter: { field: "next_step", op: "eq", value: words.typed },
  });
  expect(records).toEqual([]);
  await api("PATCH", "session", { locale: "zh-CN" });
});

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
  await page.getByText("已选 1 条").waitFor();
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

it("a view that is saved and shared is there for a colleague", async () => {
  const { page } = await signedIn("administrator");
  await page.goto("/records/accounts?view=all");
  await page.getByRole("button", { name: "筛选" }).click();
  await page.getByRole("combobox", { name: "字段" }).fill("客户级别");
  await page.keyboard.press("Enter");
  await page.getByRole("checkbox", { name: "A 战略客户" }).check();
  await page.getByRole("button", { name: "应用" }).click();
  await page.getByRole("button", { name: "另存为视图" }).click();
  await page.getByRole("textbox", { name: "视图名称" }).fill("重点客户盘点");
  await page.getByRole("checkbox", { name: "与同事共享" }).check();
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByRole("tab", { name: /重点客户盘点/, selected: true }).waitFor();
  const colleague = await signedIn("salesperson");
  await colleague.page.goto("/records/accounts");
  await colleague.page.getByRole("tab", { name: /重点客户盘点/ }).click();
  await colleague.page.getByRole("grid").getByRole("row").nth(1).waitFor();
  expect(new URL(colleague.page.url()).searchParams.get("view")).toBeTruthy();
});

it("language and theme change without a reload", async () => {
  const { page } = await signedIn("sales.director");
  await page.goto("/records/accounts?view=all");
  await page.evaluate(() => {
    (globalThis as { stays?: boolean }).stays = true;
  });
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "Account", exact: true }).waitFor();
  await page.getByRole("button", { name: "Dark" }).click();
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
  expect(await page.evaluate(() => (globalThis as { stays?: boolean }).stays)).toBe(true);
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByRole("heading", { level: 1, name: "客户", exact: true }).waitFor();
});
