// Holds what each page loads at first, compressed, against its budget.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const KIB = 1024;
const LIST = 350;
// Dashboards and editors.
const LARGE = 460;

/** The pages by the module that their route fetches. */
const pages = {
  "src/platform/records/ListPage.tsx": LIST,
  "src/platform/records/RecordPage.tsx": LIST,
  "src/platform/board/Board.tsx": LIST,
  "src/platform/transfer/ImportPage.tsx": LIST,
  "src/platform/setup/SetupPage.tsx": LIST,
  "src/platform/settings/SettingsPage.tsx": LARGE,
  "src/apps/home/HomePage.tsx": LARGE,
};

const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8"));
const size = (file) => gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length;

/** Everything that a chunk needs before it runs: itself, its styles, what it imports. */
function closure(key, seen = new Set()) {
  const chunk = manifest[key];
  if (!chunk || seen.has(key)) return seen;
  seen.add(key);
  for (const other of chunk.imports ?? []) closure(other, seen);
  return seen;
}

const filesOf = (keys) => new Set([...keys].flatMap((key) => [manifest[key].file, ...(manifest[key].css ?? [])]));

let isOver = false;
for (const [page, budget] of Object.entries(pages)) {
  if (!manifest[page]) continue;
  const keys = new Set([...closure("index.html"), ...closure(page)]);
  const bytes = [...filesOf(keys)].reduce((sum, file) => sum + size(file), size("index.html"));
  const over = bytes > budget * KIB;
  isOver ||= over;
  console.log(`${(bytes / KIB).toFixed(0).padStart(5)} of ${budget} KiB  ${page}${over ? "  TOO MUCH" : ""}`);
}
process.exit(isOver ? 1 : 0);
