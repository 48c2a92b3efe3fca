import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** The server that `pnpm dev` sends requests of the API to. */
const server = process.env.HEYI_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { proxy: { "/api": { target: server, changeOrigin: false } } },
  build: { target: "es2023", reportCompressedSize: false, chunkSizeWarningLimit: 1200, manifest: true },
  test: { environment: "happy-dom", isolate: false, pool: "threads", include: ["src/**/*.test.{ts,tsx}"] },
});
