// SPDX-License-Identifier: GPL-3.0-or-later
//
// The page of `claims report`, used as people use it: see run.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const program = process.env.CLAIMS_PROGRAM;
const data = new URL("../../data/reports/", import.meta.url).pathname;
const samples = readdirSync(data).sort().map((name) => join(data, name));
const work = mkdtempSync(join(tmpdir(), "claims-browser-"));
const phone = { width: 360, height: 740 };
let browser;

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
});

after(async () => {
  await browser?.close();
  rmSync(work, { recursive: true, force: true });
});

// ---- Making and opening pages

const made = new Map();

// The URL of the page that the program makes with these arguments.
function make(name, ...args) {
  if (!made.has(name)) {
    const folder = join(work, name);
    execFileSync(program, ["report", "-o", folder, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    made.set(name, pathToFileURL(join(folder, "index.html")).href);
  }
  return made.get(name);
}

const sample = () => make("sample", ...samples);

// Open a page, give it to `use`, and see that nothing went wrong and nothing left it.
async function open(url, options, use) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { faults.push("dialog"); dialog.dismiss(); });
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url) faults.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  await use(page);
  assert.deepEqual(faults, []);
  await context.close();
}

// A claim as `extract` writes it.
function claim(members) {
  return JSON.stringify({
    source: "made.jsonl", paper: "p1", section: "abstract", start: 0, end: 2, quote: "2x",
    kind: "factor", metric: "speed", value: 2, value_max: null, unit: "x", direction: "increase",
    bound: "exact", ref_value: null, baseline: null, model: null, dataset: null, hardware: null,
    id: "0000000000000000", title: "A Paper", date: "2025-11-03", families: ["pruning"], line: 1,
    sentence: "It is 2x faster.", rule: "made", confidence: 0.9, factor: 2, metric_text: null,
    background: false, ...members,
  });
}

function write(name, claims) {
  const path = join(work, name);
  writeFileSync(path, claims.join("\n") + "\n");
  return path;
}

const rows = (page) => page.locator("#table tbody tr:not(.detail)");
const column = (page, name) => page.locator(`#table tbody .${name}`).allInnerTexts();
const shown = async (page) => Number((await page.locator("#count").innerText()).match(/\d+/)[0]);

// ---- Reading

test("all parts of the page are there", () => open(sample(), {}, async (page) => {
  for (const id of ["findings", "metrics", "tradeoff", "trend", "check", "sources", "claims"])
    assert.equal(await page.locator(`h2#${id}`).count(), 1, id);
  assert.ok(await page.locator("#findings ~ ul > li").count() >= 3);
  assert.ok(await page.locator("figure svg").count() >= 5);
  assert.ok(await page.locator("main table tbody tr").count() >= 50);
}));

test("charts have titles, and ids are unique", () => open(sample(), {}, async (page) => {
  const untitled = await page.$$eval("figure svg", (charts) =>
    charts.filter((chart) => !chart.querySelector("title")?.textContent ||
      !chart.querySelector("desc")?.textContent).length);
  assert.equal(untitled, 0);
  const repeated = await page.$$eval("[id]", (elements) => {
    const ids = elements.map((element) => element.id);
    return ids.filter((id, i) => ids.indexOf(id) !== i);
  });
  assert.deepEqual(repeated, []);
}));

test("links within the page lead somewhere", () => open(sample(), {}, async (page) => {
  const dead = await page.$$eval("a[href^='#']", (links) =>
    links.map((link) => link.hash).filter((hash) => !document.querySelector(hash)));
  assert.deepEqual(dead, []);
}));

for (const language of ["en", "zh"])
  for (const colorScheme of ["light", "dark"])
    test(`axe finds nothing: ${language}, ${colorScheme}`, () =>
      open(make(`sample-${language}`, "--lang", language, ...samples), { colorScheme, bypassCSP: true },
        async (page) => {
          await rows(page).first().locator("button").click();
          await page.locator("details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
          await page.addScriptTag({ path: require.resolve("axe-core") });
          const { violations } = await page.evaluate(() => globalThis.axe.run());
          assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
        }));

test("the Chinese page is Chinese throughout", () =>
  open(make("sample-zh", "--lang", "zh", ...samples), {}, async (page) => {
    assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
    const latin = await page.$$eval(
      "h1, h2, h3, th[scope=col], summary, label, caption, .note, nav a, form button",
      (all) => all.map((one) => one.innerText.trim())
        .filter((text) => text && !/[\u4e00-\u9fff]/.test(text)));
    // Names and symbols that Chinese texts write so too.
    const known = /^(95 %|p|F1|PSNR|SSIM|mAP|mIoU|FID|BLEU|ROUGE|Dice|AUC|Cliff’s delta)$/;
    assert.deepEqual(latin.filter((text) => !known.test(text)), []);
  }));

test("a phone does not scroll sideways", () => open(sample(), { viewport: phone }, async (page) => {
  await rows(page).first().locator("button").click();
  await page.locator("details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= phone.width, `${width} pixels`);
}));

test("without JavaScript all but the claims' table is there", () =>
  open(sample(), { javaScriptEnabled: false }, async (page) => {
    assert.ok(await page.locator("#findings ~ ul > li").first().isVisible());
    assert.ok(await page.locator("figure svg").first().isVisible());
    assert.ok(await page.locator("noscript p").isVisible());
    assert.ok(!await page.locator("#explorer").isVisible());
  }));

test("on paper what is not long is unfolded", () => open(sample(), {}, async (page) => {
  assert.ok(await page.locator("details").count() > 0);
  await page.pdf({ format: "A4" });
  const folded = await page.$$eval("details:not([open])", (folds) =>
    folds.map((fold) => fold.querySelectorAll(".check").length));
  assert.ok(folded.every((count) => count > 20), String(folded));
}));

// ---- The table of claims

test("filters narrow the claims", () => open(sample(), {}, async (page) => {
  const all = await shown(page);
  await page.selectOption("#family", { index: 1 });
  const family = (await page.locator("#family option:checked").innerText()).replace(/ \(\d+\)$/, "");
  const some = await shown(page);
  assert.ok(some > 0 && some < all);
  assert.ok((await column(page, "family")).every((text) => text.split(", ").includes(family)));
  await page.selectOption("#kind", { index: 1 });
  const kinds = new Set(await column(page, "kind"));
  assert.equal(kinds.size, 1);
  assert.ok(await shown(page) < some);
  await page.click("button[type=reset]");
  await page.waitForFunction((count) =>
    document.getElementById("count").innerText.startsWith(String(count)), all);
  await page.selectOption("#metric", { index: 2 });
  assert.equal(new Set(await column(page, "metric")).size, 1);
  await page.click("button[type=reset]");
  await page.fill("#text", "riverquant LLAMA");
  const found = await shown(page);
  assert.ok(found > 0 && found < all);
  await page.fill("#text", "no such words");
  assert.equal(await shown(page), 0);
  assert.equal(await rows(page).count(), 0);
}));

test("headers sort, and what has no value is last", () => open(sample(), {}, async (page) => {
  const head = page.locator("#table thead th.factor");
  await head.locator("button").click();
  assert.equal(await head.getAttribute("aria-sort"), "descending");
  const numbers = (await column(page, "factor")).map(parseFloat);
  assert.ok(numbers.length > 2);
  assert.deepEqual(numbers, numbers.toSorted((a, b) => b - a));
  await head.locator("button").click();
  assert.equal(await head.getAttribute("aria-sort"), "ascending");
  const rising = (await column(page, "factor")).map(parseFloat);
  assert.deepEqual(rising, rising.toSorted((a, b) => a - b));
  while (await page.locator("#next").isEnabled()) await page.click("#next");
  assert.equal((await column(page, "factor")).at(-1), "");
  await page.click("#table thead th.metric button");
  assert.equal(await head.getAttribute("aria-sort"), null);
  const metrics = await column(page, "metric");
  assert.deepEqual(metrics, metrics.toSorted((a, b) => a.localeCompare(b, "en")));
}));

test("a row opens to its sentence with the number marked", () => open(sample(), {}, async (page) => {
  await page.fill("#text", "perplexity of 7.3");
  const button = rows(page).filter({ hasText: "7.3" }).first().locator("button");
  assert.equal(await button.getAttribute("aria-expanded"), "false");
  await button.click();
  const detail = page.locator(`#${await button.getAttribute("aria-controls")}`);
  assert.equal(await detail.locator("mark").innerText(), "7.3");
  const text = await detail.innerText();
  assert.match(text, /reaches a perplexity of 7\.3 on WikiText-2/);
  assert.match(text, /report-2025-11-03\.txt:\d+ \(abstract\)/);
  assert.match(text, /Rule\s+\S+/);
  await button.click();
  assert.equal(await detail.count(), 0);
}));

test("equal numbers of one sentence are marked apart, also behind wide characters", async () => {
  const sentence = "𝒲e get 2x here and 2x there.";
  const file = write("twice.jsonl", [1, 2].map((line) => claim({ sentence, line })));
  await open(make("twice", file), {}, async (page) => {
    for (const button of await rows(page).locator("button").all()) await button.click();
    const before = await page.$$eval("#table mark", (marks) =>
      marks.map((mark) => mark.previousSibling.textContent + mark.textContent));
    assert.deepEqual(before, ["𝒲e get 2x", "𝒲e get 2x here and 2x"]);
  });
});

test("the keyboard reaches everything", () => open(sample(), {}, async (page) => {
  const wanted = await page.evaluate(() => {
    const all = [...document.querySelectorAll("a, button, select, input, summary, [tabindex]")]
      .filter((element) => !element.disabled && element.checkVisibility());
    all.forEach((element, i) => { element.dataset.stop = i; });
    return all.length;
  });
  const reached = new Set();
  for (let i = 0; i < wanted + 5; i++) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => document.activeElement.dataset.stop));
  }
  reached.delete(undefined);
  assert.equal(reached.size, wanted);
  const button = rows(page).first().locator("button");
  await button.focus();
  await page.keyboard.press("Enter");
  assert.equal(await button.getAttribute("aria-expanded"), "true");
  await page.locator("#table thead th.date button").focus();
  await page.keyboard.press("Space");
  assert.equal(await page.locator("#table thead th.date").getAttribute("aria-sort"), "ascending");
}));

test("ten thousand claims stay usable", async (t) => {
  const metrics = ["speed", "memory", "latency", "energy"], families = ["pruning", "quantization", "moe"];
  const claims = Array.from({ length: 10000 }, (_, i) => claim({
    paper: `p${i >> 2}`, title: `Paper ${i >> 2}`, line: i + 1, metric: metrics[i % 4],
    families: [families[i % 3]], value: 1 + (i % 97) / 10, factor: 1 + (i % 97) / 10,
    sentence: `Claim number${i} says that it is 2x faster than any of the others that we looked at.`,
  }));
  await open(make("many", write("many.jsonl", claims)), {}, async (page) => {
    assert.equal(await shown(page), 10000);
    assert.equal(await rows(page).count(), 50);
    const start = Date.now();
    await page.fill("#text", "number424 faster");
    assert.equal(await shown(page), 11);
    t.diagnostic(`filtering took ${Date.now() - start} ms`);
    await page.fill("#text", "");
    const again = Date.now();
    await page.click("#table thead th.factor button");
    assert.equal((await column(page, "factor"))[0], "10.6×");
    t.diagnostic(`sorting took ${Date.now() - again} ms`);
    await page.click("#next");
    assert.match(await page.locator("#page").innerText(), /2 .* 200/);
  });
});

// ---- Hostile texts

const hostile = [
  "<img src=x onerror=\"globalThis.hacked = 1\">",
  "</script><script>globalThis.hacked = 1</script>",
  "<!--<script>", "]]><script>globalThis.hacked = 1</script>",
  "\"'`onmouseover=globalThis.hacked=1//", "&lt;b&gt;&amp;amp;", "line\u2028separated\u2029text",
  "{{data}} {{script.js}}", "<svg onload=globalThis.hacked=1>", "\u202Egnp.exe",
].join(" ");

test("text from anywhere stays text", async () => {
  const members = Object.fromEntries(["title", "sentence", "quote", "source", "baseline", "model",
    "dataset", "hardware", "metric_text", "rule", "date"].map((name) => [name, `${name} ${hostile}`]));
  const claims = [1, 2, 3, 4, 5, 6].flatMap((i) => [
    claim({ ...members, paper: `${i} ${hostile}`, families: [`family ${hostile}`], value: i, factor: i }),
    claim({ ...members, paper: `${i} ${hostile}`, metric: `metric ${hostile}`, unit: hostile, value: i }),
    claim({ paper: `q${i}`, title: `Other ${i} ${hostile}`, families: ["pruning"], factor: i + 9 }),
  ]);
  const file = write("hostile <img src=x onerror=hacked=1>.jsonl", claims);
  await open(make("hostile", "--title", `Title ${hostile}`, file), {}, async (page) => {
    await rows(page).first().locator("button").click();
    assert.equal(await page.evaluate(() => globalThis.hacked), undefined);
    assert.equal(await page.locator("img, iframe, object, embed").count(), 0);
    assert.equal(await page.locator("script").count(), 2);
    assert.match(await page.locator("h1").textContent(), /^Title <img src=x onerror="globalThis/);
    const sentence = await page.locator("#table .detail p").textContent();
    assert.equal(sentence, `sentence ${hostile}`);
    const handlers = await page.evaluate(() => [...document.querySelectorAll("*")].flatMap(
      (element) => element.getAttributeNames().filter((name) => name.startsWith("on"))));
    assert.deepEqual(handlers, []);
  });
});

test("the page's policy lets no other script run", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(sample());
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "globalThis.ran = true";
    document.body.append(script);
    return globalThis.ran === true;
  });
  assert.equal(ran, false);
  await context.close();
});

test("without gnuplot a sentence stands for each chart, and all else is there", async () => {
  const folder = join(work, "no-gnuplot");
  execFileSync(program, ["report", "-o", folder, ...samples],
    { env: { PATH: work }, stdio: ["ignore", "pipe", "pipe"] });
  await open(pathToFileURL(join(folder, "index.html")).href, {}, async (page) => {
    assert.equal(await page.locator("figure").count(), 0);
    assert.match(await page.locator("#metrics ~ .note").nth(1).innerText(), /no chart here.*gnuplot/);
    assert.ok(await page.locator("main table tbody tr").count() >= 50);
    assert.ok(await shown(page) > 100);
  });
});

test("the same input makes the same files", () => {
  const list = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort()
    .map((path) => [path.slice(folder.length), readFileSync(path, "latin1")]);
  const [first, second] = ["1", "2"].map((jobs) => {
    const folder = join(work, `jobs-${jobs}`);
    execFileSync(program, ["report", "-j", jobs, "-o", folder, ...samples]);
    return list(folder);
  });
  assert.ok(first.length > 10);
  assert.deepEqual(first.map(([name]) => name), second.map(([name]) => name));
  first.forEach(([name, bytes], i) => assert.ok(bytes === second[i][1], name));
});

test("an empty input makes a page that says so", () =>
  open(make("empty", write("empty.jsonl", [])), {}, async (page) => {
    assert.ok(!await page.locator("#explorer").isVisible());
    assert.ok((await page.locator("main > p").first().innerText()).length > 20);
  }));
