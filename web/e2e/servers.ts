import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { VARIANTS } from "./variants";

declare module "vitest" {
  export interface ProvidedContext {
    /** The demo company. */
    demo: string;
    /** Companies without anybody in them, one for each way in which one is set up. */
    empty: string[];
  }
}

/** What whoever sets up the empty company must know. */
export const SETUP_TOKEN = "told-to-the-operator";

/** A development build takes a while to make the demo company. */
const PATIENCE_MS = 240_000;

const heyi = process.env.HEYI_BIN ?? resolve("../target/debug/heyi");

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

interface Server {
  url: string;
  stop: () => void;
}

async function serve(...options: string[]): Promise<Server> {
  const data = mkdtempSync(join(tmpdir(), "heyi-e2e-"));
  const url = `http://127.0.0.1:${await freePort()}`;
  const child: ChildProcess = spawn(heyi, ["serve", "--listen", url.slice(7), "--data", data, ...options], {
    stdio: "ignore",
    env: { ...process.env, HEYI_SETUP_TOKEN: SETUP_TOKEN },
  });
  const stop = () => {
    child.kill("SIGKILL");
    rmSync(data, { recursive: true, force: true });
  };
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`${heyi} ended with ${child.exitCode}`);
    const ready = await fetch(`${url}/readyz`).catch(() => null);
    if (ready?.ok) return { url, stop };
    await new Promise((done) => setTimeout(done, 200));
  }
  stop();
  throw new Error("the server is not ready");
}

/** Starts the servers that all journeys share, and stops them. */
export default async function setup(project: TestProject): Promise<() => void> {
  const [demo, ...empty] = await Promise.all([serve("--demo"), ...VARIANTS.map(() => serve())]);
  const servers = [demo, ...empty];
  project.provide("demo", demo.url);
  project.provide(
    "empty",
    empty.map(({ url }) => url),
  );
  return () => {
    for (const server of servers) server.stop();
  };
}
