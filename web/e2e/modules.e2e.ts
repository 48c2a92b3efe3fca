import { expect, it } from "vitest";
import { type Person, signedIn } from "./world";

it("a layout that an administrator changes on the page is what a rep then sees", async () => {
  const admin = await signedIn("administrator");
  const { page } = admin;
  await page.goto("/settings/modules?of=contacts");
  await page.getByRole("tab", { name: "布局" }).click();
  const name = page.getByRole("textbox", { name: "分组名称 · 中文名称" }).first();
  const before = await name.inputValue();
  await name.fill("名片");
  await page.getByRole("textbox", { name: "分组名称 · 英文名称" }).first().fill("Business card");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByText("有未保存的修改").waitFor({ state: "hidden" });
  try {
    const rep = await signedIn("salesperson");
    const { records } = await rep.api<{ records: { id: string }[] }>("GET", "records/contacts?limit=1");
    await rep.page.goto(`/records/contacts/${records[0]?.id}`);
    await rep.page.getByRole("heading", { name: "名片" }).waitFor();
    await rep.page.getByRole("button", { name: "English" }).click();
    await rep.page.getByRole("heading", { name: "Business card" }).waitFor();
    await rep.page.getByRole("button", { name: "中文" }).click();
  } finally {
    await page.reload();
    await page.getByRole("tab", { name: "布局" }).click();
    await name.fill(before);
    await page.getByRole("button", { name: "保存", exact: true }).click();
    await page.getByText("有未保存的修改").waitFor({ state: "hidden" });
  }
});

/** Chooses in the list of a labelled control. */
async function choose({ page }: Person, label: string, option: string): Promise<void> {
  await page.getByRole("dialog").getByRole("combobox", { name: label }).click();
  await page.locator(".ant-select-item-option", { hasText: option }).last().click();
}

/** Adds a field by the form of the modules page. */
async function addField(
  admin: Person,
  type: string,
  zh: string,
  en: string,
  more?: () => Promise<void>,
): Promise<void> {
  const { page } = admin;
  await page.getByRole("button", { name: "新建字段" }).click();
  const form = page.getByRole("dialog");
  await form.getByRole("combobox", { name: "类型" }).click();
  await form.getByRole("combobox", { name: "类型" }).fill(type);
  await page.locator(".ant-select-item-option", { hasText: new RegExp(`^${type}$`) }).click();
  await form.getByRole("textbox", { name: "中文名称", exact: true }).fill(zh);
  await form.getByRole("textbox", { name: "英文名称", exact: true }).fill(en);
  await more?.();
  await form.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByText(`已添加字段“${zh}”`).waitFor();
  await form.waitFor({ state: "hidden" });
}

it("a module of one's own with ten types of field is made on the page and used like a shipped one", {
  timeout: 180_000,
}, async () => {
  const admin = await signedIn("administrator");
  const { page } = admin;
  await page.goto("/settings/modules");
  await page.getByRole("button", { name: "新建模块" }).click();
  const form = page.getByRole("dialog");
  await form.getByRole("textbox", { name: "中文名称", exact: true }).fill("展厅来访");
  await form.getByRole("textbox", { name: "英文名称", exact: true }).fill("Showroom visit");
  await form.getByRole("button", { name: "保存", exact: true }).click();
  await form.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "新建字段" }).waitFor();
  await addField(admin, "整数", "人数", "People");
  await addField(admin, "金额", "预算", "Budget");
  await addField(admin, "百分比", "意向", "Interest");
  await addField(admin, "是 / 否", "用餐", "Lunch");
  await addField(admin, "日期", "来访日期", "Day");
  await addField(admin, "单选", "展厅", "Hall", async () => {
    await form.getByRole("textbox", { name: "选项 1 中文名称" }).fill("北厅");
    await form.getByRole("button", { name: "添加选项" }).click();
    await form.getByRole("textbox", { name: "选项 2 中文名称" }).fill("南厅");
  });
  await addField(admin, "关联记录", "来访客户", "Visiting account", () => choose(admin, "关联到", "客户"));
  await addField(admin, "电话", "联系电话", "Phone");
  await addField(admin, "多行文本", "纪要", "Minutes");

  await page.getByRole("link", { name: "打开列表" }).click();
  await page.getByRole("heading", { level: 1, name: "展厅来访" }).waitFor();
  await page.getByRole("navigation").getByRole("link", { name: "展厅来访" }).waitFor();
  await page.getByRole("button", { name: "新建展厅来访" }).first().click();
  await form.getByRole("textbox").first().fill("看仓储样机");
  await form.getByLabel("人数").fill("6");
  await form.getByLabel("预算").fill("350000.5");
  await form.getByLabel("意向").fill("60");
  await form.getByRole("switch", { name: "用餐" }).click();
  await choose(admin, "展厅", "南厅");
  await form.getByLabel("联系电话").fill("13812345678");
  await form.getByLabel("纪要").fill("对方关心交期。");
  await form.getByRole("button", { name: "保存" }).click();
  await page.getByText("已新建“看仓储样机”").waitFor();
  const row = page.getByRole("grid").getByRole("row").nth(1);
  await expect.poll(() => row.innerText()).toContain("350,000.50");
  for (const shown of ["看仓储样机", "南厅", "60%"]) expect(await row.innerText()).toContain(shown);
  await row.getByRole("button", { name: "看仓储样机" }).click();
  const panel = page.getByRole("complementary");
  for (const shown of ["对方关心交期。", "138 1234 5678"]) await panel.getByText(shown).waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "Showroom visit" }).waitFor();
  await page.getByRole("button", { name: "中文" }).click();
});
