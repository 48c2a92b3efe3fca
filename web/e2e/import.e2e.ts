import { expect, it } from "vitest";
import { signedIn } from "./world";

const FAULTY = `客户名称,客户级别,电话,网站
长沙导入一号科技有限公司,A 战略客户,0731-88880001,www.one.example.com
,B 重点客户,0731-88880002,www.two.example.com
长沙导入三号科技有限公司,最好的,0731-88880003,www.three.example.com
长沙导入四号科技有限公司,C 普通客户,123,www.four.example.com
`;

it("a table with faults is tried, imported without them, and mended from the file of what was refused", async () => {
  const { page, api } = await signedIn("administrator");
  await page.goto("/records/accounts?view=all");
  await page.getByRole("button", { name: "更多" }).click();
  await page.getByRole("menuitem", { name: "导入" }).click();
  await page.getByRole("heading", { level: 1, name: "导入客户" }).waitFor();
  await page.locator("input[type=file]").setInputFiles({
    name: "客户.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(FAULTY, "utf8"),
  });
  await page.getByText("4 列中对应了 4 列").waitFor();
  await page.getByRole("button", { name: "试运行", exact: true }).click();
  await page.getByText("检查完成，还没有写入数据").waitFor();
  await page.getByText("3 行不能导入，其余可以").waitFor();
  const before = await api<{ total: { value: number } }>("POST", "records/accounts/query", { q: "长沙导入", limit: 1 });
  expect(before.total.value).toBe(0);
  await page.getByRole("button", { name: /^开始导入/ }).click();
  await page.getByText("未导入的行（3）").waitFor();
  const found = await api<{ records: { name: string; level: string }[] }>("POST", "records/accounts/query", {
    q: "长沙导入",
  });
  expect(found.records).toHaveLength(1);
  expect(found.records[0]).toMatchObject({ name: "长沙导入一号科技有限公司", level: "a" });
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "下载未导入的行" }).first().click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/\.(csv|xlsx)$/);
});
