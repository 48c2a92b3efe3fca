import { describe, expect, it } from "vitest";
import { labels, VARIANTS, type Variant, wordsOf } from "./variants";
import { type Person, signedIn } from "./world";

interface Page {
  records: { id: string; name: string; owner: { id: string } }[];
}

interface Role {
  label: object;
  admin: boolean;
  modules: Record<string, { fields?: Record<string, string> }>;
}

/** Everything that the server sends to a window from now on, as one text. */
function listen({ page }: Person): () => Promise<string> {
  const answers: Promise<string>[] = [];
  page.on("response", (response) => {
    if (/json|html/.test(response.headers()["content-type"] ?? "")) answers.push(response.text().catch(() => ""));
  });
  return async () => (await Promise.all(answers)).join("\n");
}

/** The first record of a list. */
const firstOf = ({ page }: Person, { phone }: Variant) =>
  phone ? page.getByRole("listitem").getByRole("link").first() : page.getByRole("grid").locator(".title").first();

describe.each(VARIANTS)("a rep ($locale, phone: $phone)", (variant) => {
  const { app: t } = wordsOf(variant);

  it("sees another department's record nowhere: not in a list, a search, a link, or an answer", async () => {
    const admin = await signedIn("administrator");
    const rep = await signedIn("salesperson", variant);
    const { person } = await rep.api<{ person: { id: string } }>("GET", "session");
    const others = await admin.api<Page>("POST", "records/accounts/query", {
      filter: { field: "owner", op: "ne", value: person.id },
      sort: "name",
      limit: 1,
    });
    const other = others.records[0];
    if (!other) throw new Error("everything belongs to the rep");
    const heard = listen(rep);
    await rep.page.goto("/records/accounts?view=all");
    await firstOf(rep, variant).waitFor();
    await rep.page.goto(`/records/accounts?view=all&q=${encodeURIComponent(other.name)}`);
    await rep.page.getByText(t.list.tooTight).first().waitFor();
    await rep.page.keyboard.press("Control+k");
    await rep.page.getByRole("combobox", { name: t.palette.placeholder }).fill(other.name);
    await rep.page.getByText(t.palette.nothing).first().waitFor();
    await rep.page.goto(`/records/accounts/${other.id}`);
    await rep.page.getByText(t.state.missing).first().waitFor();
    // What the rep typed is in the address, and nowhere else.
    const answers = (await heard()).replaceAll(`"q":"${other.name}"`, "");
    expect(answers).not.toContain(other.name);
    expect(await rep.page.content()).not.toContain(other.name);
  });

  it("sees a field that the role hides nowhere: not in a form, a column, a filter, or an answer", async () => {
    const admin = await signedIn("administrator");
    const { field } = await labels(admin, variant, "accounts");
    const hidden = field("credit_code");
    expect(hidden).not.toBe("");
    const said = await admin.api<Role & { labels: object }>("GET", "roles/salesperson");
    const role: Role = { label: said.labels, admin: said.admin, modules: said.modules };
    const before = structuredClone(role);
    const accounts = role.modules.accounts;
    if (!accounts) throw new Error("the role has no accounts");
    accounts.fields = { ...accounts.fields, credit_code: "hidden" };
    await admin.api("PUT", "roles/salesperson", role);
    try {
      const rep = await signedIn("salesperson", variant);
      const heard = listen(rep);
      const { page } = rep;
      await page.goto("/records/accounts?view=all");
      await firstOf(rep, variant).waitFor();
      await page.getByRole("button", { name: t.list.filter }).click();
      await page.getByRole("combobox", { name: t.filter.field }).fill(hidden);
      expect(await page.locator(".ant-select-item-option", { hasText: hidden }).count()).toBe(0);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      const { records } = await rep.api<Page>("GET", "records/accounts?limit=1");
      await page.goto(`/records/accounts/${records[0]?.id}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.getByRole("tab", { name: t.record.history }).click();
      await page
        .getByRole("tabpanel")
        .getByText(t.record.kinds.create ?? "")
        .first()
        .waitFor();
      await page.getByRole("button", { name: t.record.edit }).first().click();
      await page.getByRole("dialog").getByRole("button", { name: t.record.save }).waitFor();
      expect(await page.content()).not.toContain(hidden);
      expect(await heard()).not.toContain("credit_code");
    } finally {
      await admin.api("PUT", "roles/salesperson", before);
    }
  });
});
