// Opens each page in a real browser and says what is wrong with it, as JSON on standard output.
// Standard input: {"chromium": path, "base": address, "states": [names], "widths": [pixels]}.

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

async function opened(path, scripted = true) {
  const page = await browser.newPage();
  const noise = [];
  page.on("console", (line) => ["error", "warn"].includes(line.type()) && noise.push(line.text()));
  page.on("pageerror", (error) => noise.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(asked.base)) noise.push(`asked for ${request.url()}`);
  });
  await page.setJavaScriptEnabled(scripted);
  await page.setViewport({ width: asked.widths[0], height: 900 });
  const answer = await page.goto(asked.base + path, { waitUntil: "load" });
  if (answer.status() !== 200) noise.push(`answered ${answer.status()}`);
  return { page, noise };
}

const sideways = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function judged(page, width) {
  await page.setViewport({ width, height: 900 });
  const found = await page.evaluate((only) => window.axe.run({ runOnly: only, iframes: false }), rules);
  return {
    violations: found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(" | ")}`),
    sideways: await sideways(page),
  };
}

async function examined(state) {
  const { page, noise } = await opened(`/${state}`);
  await page.evaluate(axe);
  const widths = {};
  for (const width of asked.widths) widths[width] = await judged(page, width);
  // Twice the text size in a window of 640 is what 200 % of text alone does to a small screen.
  await page.setViewport({ width: 640, height: 900 });
  await page.evaluate(() => document.documentElement.setAttribute("class", "twice"));
  await page.addStyleTag({ url: `${asked.base}/twice.css` });
  const twice = await sideways(page);
  const focused = await page.evaluate(() => document.activeElement.className);
  await page.close();
  return { widths, twice, noise, focused };
}

async function bare(state) {
  const { page, noise } = await opened(`/${state}`, false);
  const seen = {
    noise,
    sideways: await sideways(page),
    focused: await page.evaluate(() => document.activeElement.className),
    hidden: await page.evaluate(() =>
      [...document.querySelectorAll("main input:not([type=hidden]), main textarea, main button, main a")]
        .filter((each) => !each.closest("details:not([open])") && each.getClientRects().length === 0)
        .map((each) => each.outerHTML),
    ),
  };
  await page.close();
  return seen;
}

// The whole sign-off by keyboard alone: tab to the answers, choose the third, write a reason, press.
async function by_keyboard() {
  const { page } = await opened("/sign-off");
  const reach = async (id) => {
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press("Tab");
      if ((await page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim())) === id) return;
    }
    throw new Error(`the tab key never reached ${id}`);
  };
  await reach("answer");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await reach("reason");
  await page.keyboard.type("Because.");
  await reach("Record my answer");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  const heard = await page.evaluate(() => document.body.textContent);
  await page.close();
  return heard;
}

const report = { scripted: {}, bare: {}, control: {}, keyboard: "" };
try {
  for (const state of asked.states) {
    report.scripted[state] = await examined(state);
    report.bare[state] = await bare(state);
  }
  report.control = await examined("faulty");
  report.keyboard = await by_keyboard();
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(report));
