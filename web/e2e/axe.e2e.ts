import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { addresses } from "./routes";
import { type Person, signedIn, window } from "./world";

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

interface Violation {
  id: string;
  nodes: { target: string[]; failureSummary: string }[];
}

async function violations({ page }: Person): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: Violation[] }> } })
      .axe.run;
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
    return (await run({ runOnly: tags, resultTypes: ["violations"] })).violations;
  });
  return found.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")} ${node.failureSummary}`));
}

describe.each([
  { theme: "light", phone: false },
  { theme: "dark", phone: false },
  { theme: "light", phone: true },
  { theme: "dark", phone: true },
] as const)("without a fault for whoever cannot see or point ($theme, phone: $phone)", ({ theme, phone }) => {
  it("the page to sign in", async () => {
    const person = await window({ theme, phone });
    await person.page.goto("/sign-in");
    await person.page.getByRole("button", { name: "登录" }).waitFor();
    expect(await violations(person)).toEqual([]);
  });
  it("every page behind it", { timeout: 300_000 }, async () => {
    const person = await signedIn("administrator", { theme, phone });
    const faults: string[] = [];
    for (const address of await addresses(person)) {
      await person.page.goto(address);
      await person.page.getByRole("heading", { level: 1 }).first().waitFor();
      await person.page.waitForLoadState("networkidle");
      for (const fault of await violations(person)) faults.push(`${address}: ${fault}`);
    }
    expect(faults).toEqual([]);
  });
});
