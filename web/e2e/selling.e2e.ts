import { describe, expect, it } from "vitest";
import { labels, like, VARIANTS, wordsOf } from "./variants";
import { type Person, signedIn } from "./world";

/** Chooses in a list that is searched by typing. */
async function pick({ page }: Person, label: string, name: string): Promise<void> {
  const box = page.getByRole("dialog").getByRole("combobox", { name: label });
  await box.click();
  await box.fill(name);
  // The list that was there before the typing is still shown for a moment.
  const offered = page.locator(".ant-select-item-option:visible");
  await expect.poll(() => offered.allInnerTexts()).toEqual([name]);
  await box.press("Enter");
  const chosen = page.getByRole("dialog").locator(".ant-select", { has: page.getByRole("combobox", { name: label }) });
  await chosen.getByText(name).first().waitFor();
}

interface Deal {
  id: string;
  amount: string;
  outcome: string;
  closed_on: string | null;
  account: { name: string };
  stage: { name: string };
}

describe.each(VARIANTS)("selling ($locale, phone: $phone)", (variant) => {
  const { app: t } = wordsOf(variant);

  it("goes from an account to its contact, its deal, and over the board to won", { timeout: 120_000 }, async () => {
    const person = await signedIn("salesperson", variant);
    const { page, api } = person;
    const account = await labels(person, variant, "accounts");
    const contact = await labels(person, variant, "contacts");
    const deal = await labels(person, variant, "deals");
    const { mark } = variant;
    const [company, somebody, order] = [`衡阳旅程${mark}科技有限公司`, `欧阳${mark}`, `首批打印机${mark}`];
    const form = page.getByRole("dialog");
    const save = form.getByRole("button", { name: t.record.save });

    await page.goto("/records/accounts?view=all");
    await page.getByRole("button", { name: t.list.new(account.module) }).click();
    await save.click();
    await form
      .getByText(t.record.required(account.field("name")))
      .first()
      .waitFor();
    await form.getByLabel(account.field("name")).fill(company);
    await form.getByLabel(account.field("phone"), { exact: true }).fill("0734-8868");
    await save.click();
    // What the server refuses stands at its field, and what was typed stays.
    await form
      .locator(".form-field", { hasText: account.field("phone") })
      .getByRole("alert")
      .first()
      .waitFor();
    expect(await form.getByLabel(account.field("name")).inputValue()).toBe(company);
    await form.getByLabel(account.field("phone"), { exact: true }).fill("0734-8868001");
    await save.click();
    await page.getByText(t.record.created(company)).first().waitFor();

    const { records } = await api<{ records: { id: string }[] }>("POST", "records/accounts/query", { q: company });
    await page.goto(`/records/accounts/${records[0]?.id}`);
    await page
      .getByRole("button", { name: t.record.add(contact.module) })
      .first()
      .click();
    await form.getByLabel(contact.field("name")).first().fill(somebody);
    await save.click();
    await page.getByText(t.record.created(somebody)).first().waitFor();
    await page.getByRole("link", { name: somebody }).first().waitFor();

    await page
      .getByRole("button", { name: t.record.add(deal.module) })
      .first()
      .click();
    await form.getByLabel(deal.field("name")).first().fill(order);
    await form.getByLabel(deal.field("amount")).first().fill("128000");
    await pick(person, deal.field("stage"), "需求确认");
    await save.click();
    await page.getByText(t.record.created(order)).first().waitFor();
    const made = async () => {
      const found = await api<{ records: Deal[] }>("POST", "records/deals/query", { q: order });
      return found.records[0];
    };
    expect(await made()).toMatchObject({
      amount: "128000.00",
      account: { name: company },
      stage: { name: "需求确认" },
    });

    await page.goto(`/records/deals?view=mine&board=stage&q=${encodeURIComponent(order)}`);
    const card = page.locator(".bcard", { hasText: order }).first();
    await card.waitFor();
    const byMenu = async (stage: string) => {
      // One stage is seen at a time: that of the card comes first when the board comes.
      if (variant.phone) await page.getByRole("navigation", { name: t.board.columns }).waitFor();
      await card.getByRole("button", { name: t.board.drop(order) }).click();
      await page.getByRole("menuitem", { name: stage }).click();
    };
    // A phone has no room to drag: the menu of the card is its way.
    if (variant.phone) await byMenu("方案报价");
    else await card.dragTo(page.getByRole("region", { name: /方案报价/ }));
    await page.getByText(t.board.moved(order, "方案报价")).first().waitFor();
    await page.getByRole("button", { name: t.record.undo }).click();
    await page.getByText(t.record.undone).first().waitFor();
    expect((await made())?.stage.name).toBe("需求确认");
    if (variant.phone) await page.goto(page.url());
    await byMenu("赢单");
    await page
      .getByText(like(t.board.moved(order, "赢单")))
      .first()
      .waitFor();
    const won = await made();
    expect([won?.outcome, won?.closed_on !== null]).toEqual(["won", true]);
  });

  it("needs a next step, which is written where it stands, saved at once, and taken back", async () => {
    const person = await signedIn("salesperson", variant);
    const { page, api } = person;
    const { field } = await labels(person, variant, "deals");
    const typed = variant.locale === "zh-CN" ? `周五带样品上门${variant.mark}` : `Samples on Friday ${variant.mark}`;
    const head = field("next_step");
    let shown = page.locator("dd", { has: page.getByRole("button", { name: t.record.editField(head) }) });
    if (variant.phone) {
      const { records } = await api<{ records: { id: string }[] }>("GET", "records/deals?view=mine&limit=1");
      await page.goto(`/records/deals/${records[0]?.id}`);
      await shown.getByRole("button").click();
    } else {
      await page.goto("/records/deals?view=mine");
      const grid = page.getByRole("grid");
      await grid.locator(".title").first().waitFor();
      const columns = await grid.getByRole("columnheader").allInnerTexts();
      const at = columns.findIndex((text) => text.includes(head));
      expect(at).toBeGreaterThan(0);
      shown = grid.getByRole("row").nth(1).getByRole("gridcell").nth(at);
      await shown.dblclick();
    }
    const box = page.locator(".inline-edit").getByRole("textbox");
    const before = await box.inputValue();
    await box.fill(typed);
    await box.press("Enter");
    await page.getByText(t.record.saved(head)).first().waitFor();
    await expect.poll(() => shown.innerText()).toContain(typed);
    const saved = () =>
      api<{ records: { id: string }[] }>("POST", "records/deals/query", {
        filter: { field: "next_step", op: "eq", value: typed },
      });
    expect((await saved()).records).toHaveLength(1);
    await page.getByRole("button", { name: t.record.undo }).click();
    await page.getByText(t.record.undone).first().waitFor();
    await expect.poll(() => shown.innerText()).not.toContain(typed);
    if (before !== "") expect(await shown.innerText()).toContain(before);
    expect((await saved()).records).toEqual([]);
  });
});
