import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { labels, VARIANTS, wordsOf } from "./variants";
import { signedIn } from "./world";

const faulty = (mark: string) => `客户名称,客户级别,电话,网站
长沙导入一号${mark}科技有限公司,A 战略客户,0731-88880001,www.one.example.com
,B 重点客户,0731-88880002,www.two.example.com
长沙导入三号${mark}科技有限公司,最好的,0731-88880003,www.three.example.com
长沙导入四号${mark}科技有限公司,C 普通客户,123,www.four.example.com
`;

describe.each(VARIANTS)("a table ($locale, phone: $phone)", (variant) => {
  const { app, import: t } = wordsOf(variant);

  it("with faults is tried, imported without them, mended in the file of what was refused, and imported whole", async () => {
    const person = await signedIn("administrator", variant);
    const { page, api } = person;
    const { mark } = variant;
    const { module } = await labels(person, variant, "accounts");
    const found = () =>
      api<{ records: { name: string; level: string | null }[] }>("POST", "records/accounts/query", {
        filter: { field: "name", op: "contains", value: `号${mark}科技` },
        sort: "name",
      });
    await page.goto("/records/accounts?view=all");
    await page.getByRole("button", { name: app.app.more }).first().click();
    await page.getByRole("menuitem", { name: app.list.importing }).click();
    await page.getByRole("heading", { level: 1, name: t.title(module) }).waitFor();
    const send = (name: string, content: string | Buffer) =>
      page
        .locator("input[type=file]")
        .first()
        .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
    await send(`客户${mark}.csv`, faulty(mark));
    await page.getByText(t.mapped(4, 4)).first().waitFor();
    await page.getByRole("button", { name: t.try, exact: true }).click();
    await page.getByText(t.checked).first().waitFor();
    await page.getByText(t.someBad("3")).first().waitFor();
    expect((await found()).records, "a trial writes nothing").toEqual([]);
    await page.getByRole("button", { name: t.go("1") }).click();
    await page.getByText(t.refused("3")).first().waitFor();
    expect((await found()).records).toMatchObject([{ name: `长沙导入一号${mark}科技有限公司`, level: "a" }]);

    // The rows that were refused come as a file that tells why, and goes back the same way once it is mended.
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: t.rejected }).first().click(),
    ]);
    const rejected = readFileSync(await file.path(), "utf8");
    expect(rejected.trim().split("\n")).toHaveLength(4);
    const mended = rejected
      .replace(/^(.*),B 重点客户/m, (_, before: string) => `${before}长沙导入二号${mark}科技有限公司,B 重点客户`)
      .replace("最好的", "A 战略客户")
      .replace(/,"?123"?,/, ",0731-88880004,");
    // It is tried at once, by the mapping that it had.
    await send(`客户${mark}-改好.csv`, mended);
    await page.getByText(t.checked).first().waitFor();
    await page.getByText(t.allGood).first().waitFor();
    await page.getByRole("button", { name: t.go("3") }).click();
    await page.getByText(t.finished, { exact: true }).first().waitFor();
    expect((await found()).records.map(({ level }) => level).sort()).toEqual(["a", "a", "b", "c"]);
  });
});
