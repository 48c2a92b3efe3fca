import { mkdirSync } from "node:fs";
import { it } from "vitest";
import { addresses } from "./routes";
import { signedIn, window } from "./world";

const FOLDER = process.env.HEYI_SCREENSHOTS ?? "../target/screenshots";

/** A file's name for an address: `/records/deals?board=stage` is `records-deals-board-stage`. */
function nameOf(address: string, at: number): string {
  const readable = address
    .replaceAll(/[0-9]{12,}/g, "id")
    .replaceAll(/[^a-z_]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  return `${String(at).padStart(2, "0")}-${readable || "home"}`;
}

it.each(
  (["zh-CN", "en-US"] as const).flatMap((locale) =>
    (["light", "dark"] as const).flatMap((theme) => [false, true].map((phone) => ({ locale, theme, phone }))),
  ),
)("pictures of all pages ($locale, $theme, phone: $phone)", { timeout: 600_000 }, async ({ locale, theme, phone }) => {
  const folder = `${FOLDER}/${phone ? "phone" : "desktop"}-${locale.slice(0, 2)}-${theme}`;
  mkdirSync(folder, { recursive: true });
  const out = await window({ locale, theme, phone });
  await out.page.goto("/sign-in");
  await out.page.screenshot({ path: `${folder}/00-sign-in.png` });
  const person = await signedIn("sales.director", { locale, theme, phone });
  // The language is the person's own; what the browser prefers is only asked before signing in.
  await person.api("PATCH", "session", { locale: locale === "zh-CN" ? "zh-CN" : "en" });
  const admin = await signedIn("administrator", { locale, theme, phone });
  let at = 1;
  for (const address of await addresses(person)) {
    const { page } = address.startsWith("/settings") || address.startsWith("/import") ? admin : person;
    await page.goto(address);
    await page.waitForLoadState("networkidle");
    await page.screenshot({ path: `${folder}/${nameOf(address, at)}.png` });
    at += 1;
  }
});
