import { defineConfig } from "vitest/config";

/** Journeys in a real browser against a real server, or with HEYI_SHOTS pictures of all pages. One after the other: they
 * share its company. */
export default defineConfig({
  test: {
    environment: "node",
    include: [process.env.HEYI_SHOTS ? "e2e/**/*.shots.ts" : "e2e/**/*.e2e.ts"],
    globalSetup: ["e2e/servers.ts"],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
});
