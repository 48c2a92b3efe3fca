import { expect, it } from "vitest";
import { type Person, signedIn } from "./world";

/** Chooses in a list that is searched by typing. */
async function pick({ page }: Person, label: string, name: string): Promise<void> {
  const box = page.getByRole("dialog").getByRole("combobox", { name: label });
  await box.click();
  await box.fill(name);
  await page.locator(".ant-select-item-option", { hasText: name }).first().click();
}

it.each([{ phone: false }, { phone: true }])(
  "account, contact and deal are made one from the other (phone: $phone)",
  async ({ phone }) => {
    const person = await signedIn("salesperson", { phone });
    const { page } = person;
    const tail = phone ? "手机" : "桌面";
    await page.goto("/records/accounts?view=all");
    await page.getByRole("button", { name: "新建客户" }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("button", { name: "保存" }).click();
    await form.getByText("请填写客户名称").waitFor();
    await form.getByLabel("客户名称").fill(`衡阳旅程${tail}科技有限公司`);
    await form.getByLabel("电话").fill("0734-8868");
    await form.getByRole("button", { name: "保存" }).click();
    // What the server refuses stands at its field, and what was typed stays.
    await form.locator(".form-field", { hasText: "电话" }).getByRole("alert").waitFor();
    expect(await form.getByLabel("客户名称").inputValue()).toBe(`衡阳旅程${tail}科技有限公司`);
    await form.getByLabel("电话").fill("0734-8868001");
    await form.getByRole("button", { name: "保存" }).click();
    await page.getByText(`已新建“衡阳旅程${tail}科技有限公司”`).waitFor();

    const { records } = await person.api<{ records: { id: string }[] }>("POST", "records/accounts/query", {
      q: `衡阳旅程${tail}`,
    });
    await page.goto(`/records/accounts/${records[0]?.id}`);
    await page.getByRole("button", { name: /新建联系人/ }).click();
    await form.getByLabel("姓名").fill(`欧阳${tail}`);
    await form.getByRole("button", { name: "保存" }).click();
    await page.getByText(`已新建“欧阳${tail}”`).waitFor();
    await page.getByRole("link", { name: `欧阳${tail}` }).waitFor();

    await page
      .getByRole("button", { name: /新建商机/ })
      .first()
      .click();
    await form.getByLabel("商机名称").fill(`首批打印机${tail}`);
    await form.getByLabel("金额（含税）").fill("128000");
    await pick(person, "阶段", "需求");
    await form.getByRole("button", { name: "保存" }).click();
    await page.getByText(`已新建“首批打印机${tail}”`).waitFor();
    const deals = await person.api<{
      records: { account: { name: string }; amount: string; owner: { name: string } }[];
    }>("POST", "records/deals/query", { q: `首批打印机${tail}` });
    expect(deals.records).toHaveLength(1);
    expect(deals.records[0]).toMatchObject({ amount: "128000.00", account: { name: `衡阳旅程${tail}科技有限公司` } });
  },
);

it("a form that somebody else was quicker with says so, and shows what is there now", async () => {
  const rep = await signedIn("salesperson");
  const { records } = await rep.api<{ records: { id: string }[] }>("GET", "records/accounts?limit=1");
  const id = records[0]?.id;
  await rep.page.goto(`/records/accounts/${id}`);
  await rep.page.getByRole("button", { name: "编辑" }).click();
  await rep.page.getByRole("dialog").getByLabel("简称").fill("后来的");
  await rep.api("PATCH", `records/accounts/${id}`, { short_name: "先来的" });
  await rep.page.getByRole("dialog").getByRole("button", { name: "保存" }).click();
  await rep.page.getByRole("dialog").getByRole("alert").getByText("刚刚有人改过").waitFor();
  const now = await rep.api<{ short_name: string }>("GET", `records/accounts/${id}`);
  expect(now.short_name).toBe("先来的");
});

it("what is deleted by mistake comes back", async () => {
  const rep = await signedIn("salesperson");
  const made = await rep.api<{ id: string }>("POST", "records/contacts", { name: "误删的人" });
  await rep.page.goto(`/records/contacts/${made.id}`);
  await rep.page.getByRole("button", { name: "删除" }).click();
  await rep.page.getByRole("button", { name: "撤销" }).click();
  await rep.page.getByText("已撤销").waitFor();
  expect(await rep.api<{ name: string }>("GET", `records/contacts/${made.id}`)).toMatchObject({ name: "误删的人" });
});

it("a comment tells a colleague who is named in it", async () => {
  const rep = await signedIn("salesperson");
  const { records } = await rep.api<{ records: { id: string }[] }>("GET", "records/accounts?limit=1");
  await rep.page.goto(`/records/accounts/${records[0]?.id}`);
  await rep.page.getByRole("tab", { name: "评论" }).click();
  const box = rep.page.getByRole("textbox", { name: /写评论/ });
  await box.fill("请看一下这家客户的账期");
  await rep.page.getByRole("button", { name: "发送" }).click();
  await rep.page.getByRole("listitem").getByText("请看一下这家客户的账期").waitFor();
});
