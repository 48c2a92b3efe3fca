import { expect, it } from "vitest";
import { type Person, signedIn } from "./world";

interface Deal {
  id: string;
  version: number;
  stage: { id: string; name: string };
  outcome: string;
  closed_on: string | null;
}

/** A deal of the rep in the stage of this name. */
async function deal({ api }: Person, name: string, stage: string): Promise<Deal> {
  const stages = await api<{ records: { id: string; name: string }[] }>("GET", "records/stages?limit=50");
  const at = stages.records.find((one) => one.name === stage);
  const accounts = await api<{ records: { id: string }[] }>("GET", "records/accounts?limit=1");
  return api<Deal>("POST", "records/deals", {
    name,
    stage: at?.id,
    account: accounts.records[0]?.id,
    amount: "52000.00",
    expected_close_on: "2020-01-01",
  });
}

it("a deal is dragged from stage to stage, taken back, and brought to won", async () => {
  const person = await signedIn("salesperson");
  const { page, api } = person;
  const made = await deal(person, "看板旅程一单", "方案报价");
  await page.goto(`/records/deals?view=mine&board=stage&q=${encodeURIComponent("看板旅程一单")}`);
  const card = page.locator(".bcard", { hasText: "看板旅程一单" }).first();
  await card.waitFor();
  const column = (name: string) => page.getByRole("region", { name: new RegExp(name) });
  await card.dragTo(column("商务谈判"));
  await page.getByText("已将“看板旅程一单”移至 商务谈判").first().waitFor();
  expect((await api<Deal>("GET", `records/deals/${made.id}`)).stage.name).toBe("商务谈判");
  await page.getByRole("button", { name: "撤销" }).click();
  await page.getByText("已撤销").first().waitFor();
  expect((await api<Deal>("GET", `records/deals/${made.id}`)).stage.name).toBe("方案报价");

  // The keyboard's way: the menu of the card.
  await card.getByRole("button", { name: /移动/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: /赢单/ }).click();
  await page
    .getByText(/已将“看板旅程一单”移至 赢单/)
    .first()
    .waitFor();
  const won = await api<Deal>("GET", `records/deals/${made.id}`);
  expect([won.outcome, won.closed_on !== null]).toEqual(["won", true]);
});

it("a stage that wants a reason asks for it in the drop, and Esc gives the card back", async () => {
  const person = await signedIn("salesperson");
  const { page, api } = person;
  const made = await deal(person, "看板旅程二单", "需求确认");
  await page.goto(`/records/deals?view=mine&board=stage&q=${encodeURIComponent("看板旅程二单")}`);
  const card = page.locator(".bcard", { hasText: "看板旅程二单" }).first();
  const lose = async () => {
    await card.getByRole("button", { name: /移动/ }).click();
    await page.getByRole("menuitem", { name: /输单/ }).click();
    await page.getByRole("dialog").getByText("输单原因").first().waitFor();
  };
  await card.waitFor();
  await lose();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  expect((await api<Deal>("GET", `records/deals/${made.id}`)).stage.name).toBe("需求确认");
  await lose();
  await page.getByRole("dialog").getByRole("combobox", { name: "输单原因" }).click();
  await page.locator(".ant-select-item-option", { hasText: "价格" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "移动" }).click();
  await page
    .getByText(/已将“看板旅程二单”移至 输单/)
    .first()
    .waitFor();
  expect((await api<Deal>("GET", `records/deals/${made.id}`)).outcome).toBe("lost");
});

it("on a phone a deal is moved by the menu of its card", async () => {
  const person = await signedIn("salesperson", { phone: true });
  const { page, api } = person;
  const made = await deal(person, "看板旅程三单", "初步接洽");
  await page.goto(`/records/deals?view=mine&board=stage&q=${encodeURIComponent("看板旅程三单")}`);
  const card = page.locator(".bcard", { hasText: "看板旅程三单" }).first();
  await card.getByRole("button", { name: /移动/ }).click();
  await page.getByRole("menuitem", { name: /需求确认/ }).click();
  await page
    .getByText(/已将“看板旅程三单”移至 需求确认/)
    .first()
    .waitFor();
  expect((await api<Deal>("GET", `records/deals/${made.id}`)).stage.name).toBe("需求确认");
});
