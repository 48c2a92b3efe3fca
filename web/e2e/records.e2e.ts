import { expect, it } from "vitest";
import { signedIn } from "./world";

it("a form that somebody else was quicker with says so, and shows what is there now", async () => {
  const rep = await signedIn("salesperson");
  const { records } = await rep.api<{ records: { id: string }[] }>("GET", "records/accounts?limit=1");
  const id = records[0]?.id;
  await rep.page.goto(`/records/accounts/${id}`);
  await rep.page.getByRole("button", { name: "编辑" }).first().click();
  await rep.page.getByRole("dialog").getByLabel("简称").fill("后来的");
  await rep.api("PATCH", `records/accounts/${id}`, { short_name: "先来的" });
  await rep.page.getByRole("dialog").getByRole("button", { name: "保存" }).click();
  await rep.page.getByRole("dialog").getByRole("alert").getByText("刚刚有人改过").first().waitFor();
  const now = await rep.api<{ short_name: string }>("GET", `records/accounts/${id}`);
  expect(now.short_name).toBe("先来的");
});

it("what is deleted by mistake comes back", async () => {
  const rep = await signedIn("salesperson");
  const made = await rep.api<{ id: string }>("POST", "records/contacts", { name: "误删的人" });
  await rep.page.goto(`/records/contacts/${made.id}`);
  await rep.page.getByRole("button", { name: "删除" }).click();
  await rep.page.getByRole("button", { name: "撤销" }).click();
  await rep.page.getByText("已撤销").first().waitFor();
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
  await rep.page.getByRole("listitem").getByText("请看一下这家客户的账期").first().waitFor();
});
