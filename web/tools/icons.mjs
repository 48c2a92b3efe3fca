// Draws the PNG icons of the app from public/icon.svg, with Chromium. Run by hand when the mark changes.
import { readFileSync, writeFileSync } from "node:fs";
import { chromium } from "playwright-core";

const svg = readFileSync("public/icon.svg", "utf8");
// A system that cuts its own shape wants colour up to the edge, and the mark away from it.
const whole = svg.replace(' rx="16"', "");
const away = whole.replace(/(<rect[^>]*>)(.*)<\/svg>/, '$1<g transform="translate(6.4 6.4) scale(.8)">$2</g></svg>');

const icons = [
  ["icon-192.png", 192, svg],
  ["icon-512.png", 512, svg],
  ["icon-maskable-512.png", 512, away],
  ["apple-touch-icon.png", 180, whole],
];

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const [name, size, drawing] of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const sized = drawing.replace("<svg ", `<svg width="${size}" height="${size}" style="display:block" `);
  await page.setContent(`<body style="margin:0">${sized}`);
  writeFileSync(`public/${name}`, await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
