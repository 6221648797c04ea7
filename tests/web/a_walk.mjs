// Somebody walks from page to page by the links: goes to an address, follows each link by its words, looks.
// Standard input: {"chromium": path, "base": address, "from": path, "links": [words], "shots": folder, "width": pixels}.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const asked = JSON.parse(readFileSync(0, "utf8"));
const rules = {
  type: "tag",
  values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
};
const browser = await puppeteer.launch({
  executablePath: asked.chromium,
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
});
const page = await browser.newPage();
const noise = [];
const seen = [];
page.on("console", (line) => ["error", "warn"].includes(line.type()) && noise.push(line.text()));
page.on("pageerror", (error) => noise.push(String(error)));
await page.setViewport({ width: asked.width, height: 812 });

async function look() {
  await page.screenshot({ path: `${asked.shots}/${seen.length}.png`, fullPage: true });
  const words = await page.evaluate(() => document.querySelector("main").innerText);
  const path = new URL(page.url()).pathname;
  const title = await page.title();
  await page.evaluate(axe);
  const found = await page.evaluate((only) => window.axe.run({ runOnly: only }), rules);
  const violations = found.violations.map((each) => `${path}: ${each.id}: ${each.nodes.map((node) => node.html).join(" | ")}`);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  seen.push({ path, title, words, violations, sideways });
}

try {
  await page.goto(asked.base + asked.from, { waitUntil: "load" });
  await look();
  for (const words of asked.links) {
    const link = await page.waitForSelector(`::-p-xpath(//main//a[contains(., "${words}")] | //nav//a[contains(., "${words}")])`);
    await Promise.all([page.waitForNavigation(), link.click()]);
    await look();
  }
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify({ seen, noise }));
