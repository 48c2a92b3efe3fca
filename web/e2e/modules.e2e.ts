import { expect, it } from "vitest";
import { signedIn } from "./world";

it("a layout that an administrator changes is what a rep then sees", async () => {
  const admin = await signedIn("administrator");
  const module = await admin.api<{ layout: { key: string; labels: object; fields: string[] }[] }>(
    "GET",
    "modules/contacts",
  );
  const layout = module.layout.map(({ key, labels, fields }) => ({ key, label: labels, fields }));
  const [first, ...rest] = layout;
  if (!first) throw new Error("no layout");
  await admin.api("PUT", "modules/contacts/layout", {
    layout: [{ ...first, label: { zh: "名片", en: "Business card" } }, ...rest],
  });
  try {
    const rep = await signedIn("salesperson");
    const { records } = await rep.api<{ records: { id: string }[] }>("GET", "records/contacts?limit=1");
    await rep.page.goto(`/records/contacts/${records[0]?.id}`);
    await rep.page.getByRole("heading", { name: "名片" }).waitFor();
    await rep.page.getByRole("button", { name: "English" }).click();
    await rep.page.getByRole("heading", { name: "Business card" }).waitFor();
    await rep.page.getByRole("button", { name: "中文" }).click();
  } finally {
    await admin.api("PUT", "modules/contacts/layout", { layout });
  }
});

it("a module of one's own with ten types of field is used like a shipped one", async () => {
  const admin = await signedIn("administrator");
  await admin.api("POST", "modules", {
    key: "c_visits",
    label: { zh: "展厅来访", en: "Showroom visit" },
    fields: [
      { key: "c_title", type: "text", label: { zh: "来访主题", en: "Subject" }, required: true },
      { key: "c_people", type: "integer", label: { zh: "人数", en: "People" } },
      { key: "c_budget", type: "money", label: { zh: "预算", en: "Budget" } },
      { key: "c_interest", type: "percent", label: { zh: "意向", en: "Interest" } },
      { key: "c_lunch", type: "boolean", label: { zh: "用餐", en: "Lunch" } },
      { key: "c_day", type: "date", label: { zh: "来访日期", en: "Day" } },
      {
        key: "c_hall",
        type: "choice",
        label: { zh: "展厅", en: "Hall" },
        options: [
          { key: "north", label: { zh: "北厅", en: "North" }, color: "blue" },
          { key: "south", label: { zh: "南厅", en: "South" }, color: "green" },
        ],
      },
      { key: "c_account", type: "lookup", target: "accounts", label: { zh: "来访客户", en: "Account" } },
      { key: "c_phone", type: "phone", label: { zh: "联系电话", en: "Phone" } },
      { key: "c_note", type: "long_text", label: { zh: "纪要", en: "Minutes" } },
    ],
    name_field: "c_title",
  });
  const { page } = admin;
  await page.goto("/records/c_visits");
  await page.getByRole("button", { name: "新建展厅来访" }).first().click();
  const form = page.getByRole("dialog");
  await form.getByLabel("来访主题").fill("看仓储样机");
  await form.getByLabel("人数").fill("6");
  await form.getByLabel("预算").fill("350000.5");
  await form.getByLabel("意向").fill("60");
  await form.getByRole("switch", { name: "用餐" }).click();
  await form.getByRole("combobox", { name: "展厅" }).click();
  await page.locator(".ant-select-item-option", { hasText: "南厅" }).click();
  await form.getByLabel("联系电话").fill("13812345678");
  await form.getByLabel("纪要").fill("对方关心交期。");
  await form.getByRole("button", { name: "保存" }).click();
  await page.getByText("已新建“看仓储样机”").waitFor();
  const row = page.getByRole("grid").getByRole("row").nth(1);
  await expect.poll(() => row.innerText()).toContain("350,000.50");
  for (const shown of ["看仓储样机", "南厅", "60%", "是"]) expect(await row.innerText()).toContain(shown);
  await row.getByRole("button", { name: "看仓储样机" }).click();
  for (const shown of ["对方关心交期。", "138 1234 5678"])
    await page.getByRole("complementary").getByText(shown).waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "Showroom visit" }).waitFor();
  await page.getByRole("button", { name: "中文" }).click();
});
