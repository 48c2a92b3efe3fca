import { expect, it } from "vitest";
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

it("a rep sees another department's record nowhere: not in a list, a search, a link, or an answer", async () => {
  const admin = await signedIn("administrator");
  const rep = await signedIn("salesperson");
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
  await rep.page.getByRole("grid").getByRole("row").nth(1).waitFor();
  await rep.page.getByRole("textbox", { name: "在此列表中查找" }).fill(other.name);
  await rep.page.getByText("没有符合条件的记录").waitFor();
  await rep.page.keyboard.press("Control+k");
  await rep.page.getByRole("combobox", { name: /搜索记录/ }).fill(other.name);
  await rep.page.waitForLoadState("networkidle");
  await rep.page.goto(`/records/accounts/${other.id}`);
  await rep.page.getByText("没有找到，或您无权查看").waitFor();
  const answers = (await heard()).replaceAll(`"q":"${other.name}"`, "");
  expect(answers).not.toContain(other.name);
  expect(await rep.page.content()).not.toContain(other.name);
});

it("a field that a role hides is nowhere: not in a form, a column, a filter, or an answer", async () => {
  const admin = await signedIn("administrator");
  const said = await admin.api<Role & { labels: object }>("GET", "roles/salesperson");
  const role: Role = { label: said.labels, admin: said.admin, modules: said.modules };
  const before = structuredClone(role);
  const accounts = role.modules.accounts;
  if (!accounts) throw new Error("the role has no accounts");
  accounts.fields = { ...accounts.fields, credit_code: "hidden" };
  await admin.api("PUT", "roles/salesperson", role);
  try {
    const rep = await signedIn("salesperson");
    const heard = listen(rep);
    await rep.page.goto("/records/accounts?view=all");
    const grid = rep.page.getByRole("grid");
    await grid.getByRole("row").nth(1).waitFor();
    await rep.page.getByRole("button", { name: /列$/ }).click();
    expect(await rep.page.getByText("统一社会信用代码").count()).toBe(0);
    await rep.page.keyboard.press("Escape");
    await grid.getByRole("row").nth(1).locator(".title").click();
    await rep.page.getByRole("link", { name: "打开详情页" }).click();
    await rep.page.getByRole("heading", { level: 1 }).waitFor();
    await rep.page.getByRole("tab", { name: "修改记录" }).click();
    await rep.page.getByRole("tabpanel").getByText("新建").first().waitFor();
    await rep.page.keyboard.press("e");
    await rep.page.getByRole("dialog").getByRole("button", { name: "保存" }).waitFor();
    expect(await rep.page.content()).not.toContain("统一社会信用代码");
    expect(await heard()).not.toContain("credit_code");
  } finally {
    await admin.api("PUT", "roles/salesperson", before);
  }
});
