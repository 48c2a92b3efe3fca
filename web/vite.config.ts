import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";

/** The server that `pnpm dev` sends requests of the API to. */
const server = process.env.HEYI_URL ?? "http://127.0.0.1:8080";

/** Builds the worker of `src/platform/offline` and tells it the files of the build: only the build knows their names.
 * Workbox keeps them: it fetches what is new of a version, answers from it, and throws the old ones away. */
const worker = VitePWA({
  strategies: "injectManifest",
  srcDir: "src/platform/offline",
  filename: "sw.ts",
  // The page registers it when it is idle, and has its manifest from `public`.
  injectRegister: false,
  manifest: false,
  injectManifest: { globPatterns: ["index.html", "boot.*", "icon.svg", "assets/**/*"] },
});

export default defineConfig({
  plugins: [react(), ...(process.env.VITEST ? [] : [worker])],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { proxy: { "/api": { target: server, changeOrigin: false } } },
  build: { target: "es2023", reportCompressedSize: false, chunkSizeWarningLimit: 1200, manifest: true },
  test: { environment: "happy-dom", isolate: false, pool: "threads", include: ["src/**/*.test.{ts,tsx}"] },
});
