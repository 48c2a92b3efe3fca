// Finds sentences outside of the catalogs: Chinese characters in code, and words between tags.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const HAN = /\p{Script=Han}/u;
// A word between tags that is no expression: `>Save<`. Keys, units and signs are no words.
const BETWEEN_TAGS = /<[a-zA-Z][^<>{}]*>\s*([A-Z][a-z]+(?: [a-z]+)*)\s*<\//;
// The mark of the product is a picture made of a character.
const MARK = '"mark"';

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });
}

const isCatalog = (path) => /i18n[./]/.test(path) && /(zh|en)\.ts$/.test(path);
const found = [];
for (const path of files("src")) {
  if (!/\.tsx?$/.test(path) || isCatalog(path) || /\.test\.tsx?$/.test(path)) continue;
  const lines = readFileSync(path, "utf8").split("\n");
  lines.forEach((line, at) => {
    const code = line.replace(/\/\*.*?\*\/|\/\/.*$|^\s*\*.*$|^\s*\/\*\*.*$/g, "");
    const isMark = code.trim() === "合" && lines.slice(Math.max(0, at - 2), at).some((one) => one.includes(MARK));
    if (
      (HAN.test(code) && !isMark && !/join\("、"\)/.test(code)) ||
      BETWEEN_TAGS.test(code.replaceAll(/<kbd>[^<]*<\/kbd>/g, ""))
    )
      found.push(`${path}:${at + 1}: ${line.trim()}`);
  });
}
if (found.length > 0) {
  console.error(`These sentences stand outside of the catalogs:\n${found.join("\n")}`);
  process.exit(1);
}
