import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { door, joined, report, written } from "../support/report";

const hostile = `</script><img src=x onerror=alert(1)>`;
const shop = report([door("front", { open: true }, 4), door("back", { open: true, note: hostile }, 9), door("side", {})], { folder: "shop" });
const mail = report([door("loft", { note: "x" }, 2)], { source: "mail.json" });

/** Chromium from the npm registry, which has it for this platform only. */
const hasBrowser = process.platform === "linux" && process.arch === "x64";

(hasBrowser ? describe : describe.skip)("the HTML report in a browser", function () {
  this.timeout(60_000);
  let browser: Browser;
  let page: Page;
  const requests: string[] = [];
  const problems: string[] = [];

  before(async () => {
    const [{ default: chromium }, { default: puppeteer }] = [await import("@sparticuz/chromium"), await import("puppeteer-core")];
    const args = puppeteer.defaultArgs({ args: chromium.args, headless: "shell" });
    browser = await puppeteer.launch({ args, executablePath: await chromium.executablePath(), headless: "shell" });
    page = await browser.newPage();
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("dialog", (dialog) => problems.push(dialog.message()));
    const file = join(mkdtempSync(join(tmpdir(), "stackward-html-")), "report.html");
    writeFileSync(file, written("html", joined([...shop.stacks, ...mail.stacks], [])));
    await page.goto(pathToFileURL(file).href);
  });
  after(() => browser?.close());

  const shown = () =>
    page.$$eval("article", (articles) =>
      articles.filter((article) => article.checkVisibility()).map((article) => article.querySelector("strong")?.textContent),
    );
  const count = () => page.$eval("output", ({ textContent }) => textContent);

  it("loads nothing, and nothing in it goes wrong", () => {
    assert.equal(requests.length, 1);
    assert.deepEqual(problems, []);
  });

  it("shows totals by severity, family and cloud", async () => {
    assert.deepEqual(await page.$$eval("table", (tables) => tables.map(({ innerText }) => innerText.split(/\s+/).filter(Boolean).join(" "))), [
      "By severity critical 2 high 2",
      "By family network 4",
      "By cloud test 4",
    ]);
  });

  it("shows each finding with its fix, the worst first", async () => {
    assert.deepEqual(await shown(), ["back", "loft", "front", "back"]);
    const texts = await page.$$eval("article", (articles) => articles.map(({ innerText }) => innerText));
    for (const text of texts) assert.match(text, /Fix: Set open to false\. Read more/);
    assert.ok(texts[0]!.includes(hostile));
  });

  it("filters by severity, rule and words, and says how many are left", async () => {
    await page.select("select[name=severity]", "high");
    assert.deepEqual([await shown(), await count()], [["front", "back"], "2 of 4 shown"]);
    await page.type("input[name=text]", "FRONT shop");
    assert.deepEqual([await shown(), await count()], [["front"], "1 of 4 shown"]);
    await page.select("select[name=severity]", "");
    await page.select("select[name=rule]", "test-index-note");
    assert.deepEqual(await count(), "0 of 4 shown");
  });
});
