import type { Page, Route } from "playwright-core";
import { expect, it } from "vitest";
import { addresses } from "./routes";
import { signedIn } from "./world";

/** What a page knows before it is drawn: who one is, what is on, the metadata. Everything else is what it shows. */
const KNOWN = /\/api\/v1\/(session|apps|setup|retired|modules(\/[a-z_]+)?)$/;

/** Answers whatever a page shows by `answer`; says what was asked. */
async function instead(page: Page, answer: (route: Route) => Promise<void>): Promise<() => string[]> {
  const asked: string[] = [];
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.route(/\/api\/v1\//, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (KNOWN.test(pathname)) return route.continue();
    asked.push(pathname);
    return answer(route);
  });
  return () => asked;
}

const problem = (status: number, kind: string, title: string) => (route: Route) =>
  route.fulfill({
    status,
    contentType: "application/problem+json",
    body: JSON.stringify({ type: `/problems/${kind}`, title, status, request_id: "77" }),
  });

/** Pages that show something of their own while a part of them is missing: the part that says so stands among it. */
it.each([
  {
    name: "loading",
    // Nothing comes.
    answer: async () => {},
    shows: (page: Page) => page.locator("main .sk, main [aria-busy=true], main [role=status]"),
  },
  {
    name: "failed, with a way to ask again",
    answer: problem(503, "busy", "系统繁忙，请稍后再试"),
    shows: (page: Page) => page.locator("main").getByRole("button", { name: "重试" }),
  },
  {
    name: "forbidden, with whom to ask",
    answer: problem(403, "forbidden", "没有权限"),
    shows: (page: Page) => page.locator("main").getByText("您没有权限查看这里"),
  },
])("every page says when what it shows is $name", { timeout: 300_000 }, async ({ answer, shows }) => {
  const person = await signedIn("administrator");
  const { page } = person;
  const all = await addresses(person);
  const silent: string[] = [];
  let seen = 0;
  for (const address of all) {
    // What the page before still asks for is none of this one's.
    await page.goto("about:blank");
    const asked = await instead(page, answer);
    await page.goto(address);
    // The page itself is there, whatever it waits for.
    await page.getByRole("heading", { level: 1 }).or(page.locator("main .sk, main .state")).first().waitFor();
    await page.waitForTimeout(300);
    if (asked().length === 0) continue;
    seen += 1;
    const found = await shows(page)
      .first()
      .waitFor({ timeout: 5_000 })
      .then(
        () => true,
        () => false,
      );
    if (!found) silent.push(`${address} asked ${asked().join(" ")}`);
  }
  await page.unrouteAll({ behavior: "ignoreErrors" });
  expect(silent).toEqual([]);
  expect(seen, "pages that ask for something").toBeGreaterThan(all.length / 2);
});

const NOTHING: [RegExp, unknown][] = [
  [/\/(?!stages|pipelines)[a-z]+\/query$/, { records: [], next_cursor: null, total: { value: 0, exact: true } }],
  [/\/count$/, { value: 0, exact: true }],
  [/\/aggregate$/, { groups: [] }],
  [/\/(jobs|exports|access-log|recycle-bin|imports)$/, { entries: [], next_cursor: null }],
  [/\/api-keys$/, { api_keys: [] }],
  [/\/sharing-rules$/, { sharing_rules: [] }],
  [/\/groups$/, { groups: [] }],
];

it.each([
  ["/records/accounts?view=all", /还没有客户|没有/],
  ["/records/tasks?view=all", /还没有任务|没有/],
  ["/records/deals?view=all&board=stage", /此处没有卡片/],
  ["/settings/api-keys", /还没有密钥|还没有/],
  ["/settings/exports", /还没有|没有/],
  ["/settings/recycle-bin", /是空的|没有/],
  ["/settings/jobs", /没有/],
  ["/settings/sharing", /还没有|没有/],
])("%s says that there is nothing yet, and what to do", async (address, words) => {
  const { page } = await signedIn("administrator");
  await instead(page, (route) => {
    const path = new URL(route.request().url()).pathname;
    const nothing = NOTHING.find(([door]) => door.test(path))?.[1];
    return nothing === undefined ? route.continue() : route.fulfill({ json: nothing });
  });
  await page.goto(address);
  await page.locator("main").getByText(words).first().waitFor();
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

it("a list that is empty offers to make the first record and to import some; one that is narrowed offers to widen it", async () => {
  const { page } = await signedIn("administrator");
  await instead(page, (route) => {
    const path = new URL(route.request().url()).pathname;
    const nothing = NOTHING.find(([door]) => door.test(path))?.[1];
    return nothing === undefined ? route.continue() : route.fulfill({ json: nothing });
  });
  await page.goto("/records/accounts?view=all");
  const main = page.locator("main");
  await main
    .locator(".state")
    .getByRole("button", { name: /新建客户/ })
    .waitFor();
  await main
    .locator(".state")
    .getByRole("button", { name: /导入/ })
    .or(main.locator(".state").getByRole("link", { name: /导入/ }))
    .waitFor();
  await page.goto(`/records/accounts?view=all&q=${encodeURIComponent("没有这家")}`);
  await main.locator(".state").getByRole("button", { name: /清除/ }).waitFor();
  await page.unrouteAll({ behavior: "ignoreErrors" });
});
