// Packs what the build made, so that the server does not do it each time: `app.js.br` and `app.js.gz` beside `app.js`.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const PACKED = /\.(js|css|html|svg|json|webmanifest)$/;
/** Below this a header costs more than packing saves. */
const LEAST = 1024;

const packings = {
  br: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  gz: (bytes) => gzipSync(bytes, { level: 9 }),
};

const sums = { plain: 0, br: 0, gz: 0 };
for (const entry of readdirSync("dist", { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath ?? entry.path, entry.name);
  if (!entry.isFile() || !PACKED.test(entry.name) || path.includes("/.vite/")) continue;
  const bytes = readFileSync(path);
  if (bytes.length < LEAST) continue;
  sums.plain += bytes.length;
  for (const [ending, pack] of Object.entries(packings)) {
    const packed = pack(bytes);
    sums[ending] += packed.length;
    writeFileSync(`${path}.${ending}`, packed);
  }
}
const kib = (bytes) => `${Math.round(bytes / 1024)} KiB`;
console.log(`packed ${kib(sums.plain)}: ${kib(sums.br)} as brotli, ${kib(sums.gz)} as gzip`);
