import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, expect, inject, onTestFailed } from "vitest";

export const PASSWORD = "heyi-demo-2026";

const PROGRAMS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

let browser: Browser | undefined;

async function launched(): Promise<Browser> {
  const executablePath = PROGRAMS.find(existsSync);
  if (!executablePath) throw new Error("Chromium is not installed");
  // Root, as CI is, gets no sandbox; nothing is looked up outside.
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
  browser ??= await chromium.launch({ executablePath, args: ["--no-sandbox", ...quiet] });
  return browser;
}

afterAll(async () => {
  await browser?.close();
  browser = undefined;
});

export interface Person {
  page: Page;
  context: BrowserContext;
  /** Asks the API as this person, outside of the page. */
  api: <T>(method: string, path: string, body?: unknown) => Promise<T>;
}

interface Window {
  /** The worker of the installed app stands between the page and what a test answers for the server; only where it is what
   * is tested, it is let in. */
  installs?: boolean;
  phone?: boolean;
  locale?: "zh-CN" | "en-US";
  theme?: "light" | "dark";
  server?: string;
}

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** A window; whatever breaks in it breaks the test. */
export async function window({
  phone,
  locale = "zh-CN",
  theme = "light",
  server,
  installs,
}: Window = {}): Promise<Person> {
  const base = server ?? inject("demo");
  const context = await (await launched()).newContext({
    baseURL: base,
    viewport: phone ? PHONE : DESKTOP,
    hasTouch: phone === true,
    locale,
    colorScheme: theme,
    serviceWorkers: installs ? "allow" : "block",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  onTestFailed(async ({ task }) => {
    // What was seen when it failed.
    await page.screenshot({ path: `e2e/failed/${task.name.replaceAll(/\W+/g, "-").slice(0, 60)}.png` });
  });
  page.on("pageerror", (error) => {
    throw error;
  });
  const api = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const options = { method, headers: { origin: base }, ...(body === undefined ? {} : { data: body }) };
    const answer = await page.request.fetch(`/api/v1/${path}`, options);
    const text = await answer.text();
    expect(answer.ok(), `${method} ${path}: ${answer.status()} ${text}`).toBe(true);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  };
  return { page, context, api };
}

/** A window of somebody who has signed in. */
export async function signedIn(account: string, options: Window = {}): Promise<Person> {
  const person = await window(options);
  await person.api("POST", "session", { account, password: PASSWORD });
  // People keep their language; the next one who signs in here wants their own.
  await person.api("PATCH", "session", { locale: options.locale === "en-US" ? "en" : "zh-CN" });
  return person;
}

/** Somebody of the demo company who owns deals, with a log-in of the name. */
export async function salesperson(admin: Person): Promise<{ account: string; id: string }> {
  const { page, api } = admin;
  const signed = await page.request.post("/api/v1/session", {
    data: { account: "salesperson", password: PASSWORD },
    headers: { origin: inject("demo") },
  });
  const { person } = (await signed.json()) as { person: { id: string } };
  await api("POST", "session", { account: "administrator", password: PASSWORD });
  return { account: "salesperson", id: person.id };
}
