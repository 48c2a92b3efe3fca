import { describe, expect, it } from "vitest";
import { labels, VARIANTS, wordsOf } from "./variants";
import { type Person, signedIn } from "./world";

describe.each(VARIANTS)("a layout ($locale, phone: $phone)", (variant) => {
  const { app: t, modules: w, settings: s } = wordsOf(variant);

  it("that an administrator changes on the page is what a rep then sees", async () => {
    const admin = await signedIn("administrator", variant);
    const { page } = admin;
    const told = variant.locale === "zh-CN" ? "名片" : "Business card";
    const change = async (zh: string, en: string) => {
      await page.goto("/settings/modules?of=contacts");
      await page.getByRole("tab", { name: w.tabs.layout }).click();
      const inZh = page.getByRole("textbox", { name: `${w.layout.name} · ${s.zhName}` }).first();
      const inEn = page.getByRole("textbox", { name: `${w.layout.name} · ${s.enName}` }).first();
      const before: [string, string] = [await inZh.inputValue(), await inEn.inputValue()];
      await inZh.fill(zh);
      await inEn.fill(en);
      await page.getByRole("button", { name: s.save, exact: true }).click();
      await page.getByText(s.unsaved).first().waitFor({ state: "hidden" });
      return before;
    };
    const before = await change("名片", "Business card");
    try {
      const rep = await signedIn("salesperson", variant);
      const { records } = await rep.api<{ records: { id: string }[] }>("GET", "records/contacts?limit=1");
      await rep.page.goto(`/records/contacts/${records[0]?.id}`);
      await rep.page.getByRole("heading", { name: told }).waitFor();
      await rep.page.getByRole("button", { name: t.record.edit }).first().click();
      await rep.page.getByRole("dialog").getByText(told).first().waitFor();
    } finally {
      await change(...before);
    }
  });
});

/** Chooses in the list of a labelled control. */
async function choose({ page }: Person, label: string, option: string): Promise<void> {
  await page.getByRole("dialog").getByRole("combobox", { name: label }).click();
  await page.locator(".ant-select-item-option", { hasText: option }).last().click();
}

describe.each(VARIANTS)("a module of one's own ($locale, phone: $phone)", (variant) => {
  const { app: t, modules: w, settings: s } = wordsOf(variant);

  it("with ten types of field is made on the page and used like a shipped one", { timeout: 180_000 }, async () => {
    const admin = await signedIn("administrator", variant);
    const { page } = admin;
    const { mark, letter } = variant;
    const say = (zh: string, en: string) => (variant.locale === "zh-CN" ? zh : en);
    const name = say(`展厅来访${mark}`, `Showroom visit ${letter}`);
    const form = page.getByRole("dialog");
    const nameIn = (label: string) => form.getByRole("textbox", { name: label, exact: true });

    await page.goto("/settings/modules");
    await page.getByRole("button", { name: w.make }).click();
    await nameIn(s.zhName).fill(`展厅来访${mark}`);
    await nameIn(s.enName).fill(`Showroom visit ${letter}`);
    await form.getByRole("button", { name: s.save, exact: true }).click();
    await form.waitFor({ state: "hidden" });
    const add = page.getByRole("button", { name: w.field.add });
    await add.waitFor();
    const addField = async (type: keyof typeof w.types, zh: string, en: string, more?: () => Promise<void>) => {
      await add.click();
      const types = form.getByRole("combobox", { name: w.field.type });
      await types.click();
      await types.fill(w.types[type]);
      const exactly = new RegExp(`^${w.types[type].replaceAll("/", "\\/")}$`);
      await page.locator(".ant-select-item-option", { hasText: exactly }).click();
      await nameIn(s.zhName).fill(zh);
      await nameIn(s.enName).fill(en);
      await more?.();
      await form.getByRole("button", { name: s.save, exact: true }).click();
      await form.waitFor({ state: "hidden" });
    };
    await addField("integer", "人数", "People");
    await addField("money", "预算", "Budget");
    await addField("percent", "意向", "Interest");
    await addField("boolean", "用餐", "Lunch");
    await addField("date", "来访日期", "Day");
    await addField("choice", "展厅", "Hall", async () => {
      await form.getByRole("textbox", { name: w.options.zh(1) }).fill("北厅");
      await form.getByRole("textbox", { name: w.options.en(1) }).fill("North hall");
      await form.getByRole("button", { name: w.options.add }).click();
      await form.getByRole("textbox", { name: w.options.zh(2) }).fill("南厅");
      await form.getByRole("textbox", { name: w.options.en(2) }).fill("South hall");
    });
    const { module: accounts } = await labels(admin, variant, "accounts");
    await addField("lookup", "来访客户", "Visiting account", () => choose(admin, w.field.target, accounts));
    await addField("phone", "联系电话", "Telephone");
    await addField("long_text", "纪要", "Minutes");

    await page.getByRole("link", { name: w.open }).click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await page
      .getByRole("button", { name: t.list.new(name) })
      .first()
      .click();
    await form.getByRole("textbox").first().fill("看仓储样机");
    await form.getByLabel(say("人数", "People")).fill("6");
    await form.getByLabel(say("预算", "Budget")).fill("350000.5");
    await form.getByLabel(say("意向", "Interest")).fill("60");
    await form.getByRole("switch", { name: say("用餐", "Lunch") }).click();
    await choose(admin, say("展厅", "Hall"), say("南厅", "South hall"));
    await form.getByLabel(say("联系电话", "Telephone")).fill("13812345678");
    await form.getByLabel(say("纪要", "Minutes")).fill("对方关心交期。");
    await form.getByRole("button", { name: t.record.save }).click();
    await page.getByText(t.record.created("看仓储样机")).first().waitFor();

    // In the list, and with all that was typed on its page.
    const listed = variant.phone ? page.getByRole("listitem").first() : page.getByRole("grid").getByRole("row").nth(1);
    await expect.poll(() => listed.innerText()).toContain("350,000.50");
    expect(await listed.innerText()).toContain("看仓储样机");
    const { records } = await admin.api<{ records: { id: string }[] }>(
      "POST",
      `records/${await keyOf(admin, name)}/query`,
      {},
    );
    await page.goto(`/records/${await keyOf(admin, name)}/${records[0]?.id}`);
    for (const shown of ["对方关心交期。", "138 1234 5678", "60%", say("南厅", "South hall"), t.field.yes]) {
      await page.locator("main").getByText(shown, { exact: true }).first().waitFor();
    }
  });
});

/** The key of a module that is called so. */
async function keyOf({ api }: Person, name: string): Promise<string> {
  const { modules } = await api<{ modules: { key: string; labels: { zh?: string; en?: string } }[] }>("GET", "modules");
  return modules.find(({ labels: { zh, en } }) => zh === name || en === name)?.key ?? "";
}
