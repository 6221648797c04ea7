// A member on a phone: follows the link, approves, reads the receipt, changes the answer to an objection.
// Standard input: {"chromium": path, "link": address, "shots": folder}. Says what was on each page as JSON.

import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const asked = JSON.parse(readFileSync(0, "utf8"));
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
await page.setViewport({ width: 375, height: 812, deviceScaleFactor: 2, isMobile: true, hasTouch: true });

async function look(name) {
  await page.screenshot({ path: `${asked.shots}/${seen.length + 1}-${name}.png`, fullPage: true });
  seen.push({
    name,
    path: new URL(page.url()).pathname,
    title: await page.title(),
    words: await page.evaluate(() => document.querySelector("main").innerText),
  });
}

async function press(words) {
  const button = await page.waitForSelector(`::-p-xpath(//main//button[contains(., "${words}")])`);
  await Promise.all([page.waitForNavigation(), button.click()]);
}

async function follow(words) {
  const link = await page.waitForSelector(`::-p-xpath(//main//a[contains(., "${words}")])`);
  await Promise.all([page.waitForNavigation(), link.click()]);
}

try {
  await page.goto(asked.link, { waitUntil: "load" });
  await look("question");
  await press("Record my answer");
  await look("nothing-chosen");
  await page.click('input[name="answer"][value="approve"]');
  await press("Record my answer");
  await look("receipt");
  await page.reload();
  await look("receipt-read-again");
  await follow("Change your answer");
  await look("change");
  await page.click('input[name="answer"][value="object"]');
  await page.type("#reason", "The budget is not in it.");
  await press("Record my new answer");
  await look("receipt-of-the-change");
  await page.goBack();
  await page.goto(asked.link, { waitUntil: "load" });
  await look("answered");
  await follow("See how all bodies stand");
  await look("matrix");
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify({ seen, noise }));
