import { expect, inject, it } from "vitest";
import { SETUP_TOKEN } from "./servers";
import { window } from "./world";

it("an empty company is set up: its first administrator, its apps, and then one works in it", async () => {
  const { page, api } = await window({ server: inject("empty") });
  await page.goto("/");
  await page.getByRole("heading", { level: 1, name: "初始化合一" }).waitFor();
  await page.getByLabel("公司名称").fill("衡岳仓储设备有限公司");
  await page.getByLabel("姓名").fill("王芳");
  await page.getByLabel("登录账号").fill("wangfang");
  await page.getByLabel("密码", { exact: true }).fill("12345");
  await page.getByLabel("初始化口令").fill("a guess");
  await page.getByRole("button", { name: "创建并登录" }).click();
  await page.getByText("初始化口令不正确", { exact: false }).waitFor();
  await page.getByLabel("初始化口令").fill(SETUP_TOKEN);
  await page.getByRole("button", { name: "创建并登录" }).click();
  // What is wrong stands at its field, and what was typed stays.
  await page.getByRole("alert").first().waitFor();
  expect(await page.getByLabel("公司名称").inputValue()).toBe("衡岳仓储设备有限公司");
  await page.getByLabel("密码", { exact: true }).fill("heng-yue-2026-a");
  await page.getByRole("button", { name: "创建并登录" }).click();

  await page.getByText("公司处于什么阶段？").waitFor();
  await page.getByRole("radio", { name: /成长/ }).check();
  await page.getByRole("radio", { name: /销售密集/ }).check();
  await page.getByRole("button", { name: /应用并继续|继续/ }).click();
  await page.getByText("把同事加进来").waitFor();
  await page.getByRole("button", { name: "继续" }).click();
  await page.getByText("把客户带进来").waitFor();
  await page.getByRole("button", { name: "放入演示数据" }).click();
  await page.getByRole("button", { name: "移除演示数据" }).waitFor({ timeout: 60_000 });
  await page.getByText("现有 300 条").waitFor();
  await page.getByRole("button", { name: "完成，开始使用" }).click();
  await page.getByRole("heading", { level: 1, name: /王芳/ }).waitFor();
  const me = await api<{ person: { name: string }; admin: boolean }>("GET", "session");
  expect([me.person.name, me.admin]).toEqual(["王芳", true]);
  const organisation = await api<{ name: string }>("GET", "organisation");
  expect(organisation.name).toBe("衡岳仓储设备有限公司");

  // Nobody becomes an administrator this way again.
  const late = await window({ server: inject("empty") });
  await late.page.goto("/setup");
  await late.page.getByRole("button", { name: "登录" }).waitFor();
  const again = await late.page.request.post("/api/v1/setup", {
    data: { account: "eve", name: "夏娃", password: "heng-yue-2026-b", organisation: { name: "别人的" } },
    headers: { origin: inject("empty") },
  });
  expect(again.status()).toBeGreaterThanOrEqual(400);
  expect(again.status()).toBeLessThan(500);
});
