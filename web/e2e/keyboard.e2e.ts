import { expect, it } from "vitest";
import { zh as stages } from "../src/apps/sales/settings/i18n.zh";
import { zh as people } from "../src/platform/settings/people/i18n.zh";
import { wordsOf } from "./variants";
import { type Person, signedIn } from "./world";

const { modules: w, settings: s } = wordsOf({ locale: "zh-CN" });

interface Told {
  fields: { key: string; label: string; options?: { key: string; label: string }[] }[];
  layout: { label: string; fields: string[] }[];
}

/** Presses a button without a pointer. */
async function press({ page }: Person, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).first().focus();
  await page.keyboard.press("Enter");
}

/** What is told to whoever hears the page. */
const heard = ({ page }: Person, text: string) => page.locator("[aria-live=polite]").getByText(text).waitFor();

const focused = ({ page }: Person) => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));

it("a field and a section of a layout are moved by the keyboard, and told", async () => {
  const admin = await signedIn("administrator");
  const { fields, layout } = await admin.api<Told>("GET", "modules/contacts");
  const [first, second] = layout;
  const key = first?.fields[0];
  const name = fields.find((field) => field.key === key)?.label ?? "";
  await admin.page.goto("/settings/modules?of=contacts");
  await admin.page.getByRole("tab", { name: w.tabs.layout }).focus();
  await admin.page.keyboard.press("Enter");
  await press(admin, s.down(name));
  await heard(admin, w.layout.movedTo(name, first?.label ?? "", 2));
  expect(await focused(admin)).toBe(s.down(name));
  await press(admin, s.up(second?.label ?? ""));
  await heard(admin, w.layout.sectionMovedTo(second?.label ?? "", 1));
});

it("an option is moved by the keyboard, and told", async () => {
  const admin = await signedIn("administrator");
  const { fields } = await admin.api<Told>("GET", "modules/accounts");
  const level = fields.find((field) => field.key === "level");
  const [first] = level?.options ?? [];
  await admin.page.goto("/settings/modules?of=accounts");
  await press(admin, level?.label ?? "");
  await press(admin, s.down(first?.label ?? ""));
  await heard(admin, w.options.movedTo(first?.label ?? "", 2, level?.options?.length ?? 0));
  expect(await focused(admin)).toBe(s.down(first?.label ?? ""));
});

it("a stage is moved by the keyboard, told, and moved back", async () => {
  const admin = await signedIn("administrator");
  await admin.page.goto("/settings/pipelines");
  const names = admin.page.locator(".stage input").first();
  await names.waitFor();
  const name = await names.inputValue();
  await press(admin, s.down(name));
  await heard(admin, stages.moved(name, 2));
  await expect.poll(() => names.inputValue()).not.toBe(name);
  await press(admin, s.up(name));
  await heard(admin, stages.moved(name, 1));
  await expect.poll(() => names.inputValue()).toBe(name);
});

it("a department is moved under another by the keyboard, told, and taken back", async () => {
  const admin = await signedIn("administrator");
  const { page, api } = admin;
  const { id } = await api<{ id: string }>("POST", "records/departments", { name: "键盘组" });
  await page.goto("/settings/people");
  await press(admin, people.actions("键盘组"));
  await page.getByRole("menuitem", { name: people.move }).waitFor();
  const active = () => page.evaluate(() => document.activeElement?.textContent);
  await expect.poll(active).toBe(people.addBelow);
  for (const next of [people.edit, people.move]) {
    await page.keyboard.press("ArrowDown");
    await expect.poll(active).toBe(next);
  }
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: people.moveTitle("键盘组") });
  await dialog.getByRole("combobox").focus();
  const { records } = await api<{ records: { id: string; name: string }[] }>("GET", "records/departments?limit=50");
  const target = records.find((one) => one.id !== id)?.name ?? "";
  await page.keyboard.type(target);
  await page.locator(".filter-node", { hasText: target }).waitFor();
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: people.moveOk }).focus();
  await page.keyboard.press("Enter");
  await heard(admin, people.moved("键盘组", target));
  const parent = async () =>
    (await api<{ parent: { name: string } | null }>("GET", `records/departments/${id}`)).parent;
  expect((await parent())?.name).toBe(target);
  await press(admin, "撤销");
  await expect.poll(parent).toBeNull();
  await api("DELETE", `records/departments/${id}`);
});
