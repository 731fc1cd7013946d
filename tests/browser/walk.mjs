// Visits the demonstration in a real browser and fails where a person would be stopped.
//
//   node walk.mjs --program target/debug/enact --screenshots target/screenshots
//
// It starts the program as a newcomer would, reads the address that it prints, and visits the pages of pages.json, and from
// them one page of each further kind that their links lead to: at the widths of a desk and of a telephone, with and without
// script, light and dark. The closing line counts what was asked.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

const { values: options } = parseArgs({
  options: { program: { type: "string" }, screenshots: { type: "string" }, chromium: { type: "string", default: "/usr/bin/chromium" } },
});
const list = JSON.parse(readFileSync(new URL("pages.json", import.meta.url), "utf8"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** How each page is seen. Axe needs script in the page, so it runs where script does. */
const VIEWS = [
  { name: "1280", width: 1280, height: 900, script: true, scheme: "light" },
  { name: "390", width: 390, height: 844, script: true, scheme: "light" },
  { name: "1280-dark", width: 1280, height: 900, script: true, scheme: "dark" },
  { name: "1280-no-script", width: 1280, height: 900, script: false, scheme: "light" },
  { name: "390-no-script", width: 390, height: 844, script: false, scheme: "light" },
];
const START_LIMIT_MS = 30_000;
const PAGES_LIMIT = 110;
const LINKS_LIMIT = 400;
const TABS_LIMIT = 400;

let passed = 0;
let failed = 0;

/** Counts one question about one page; `wrong` is empty when all is well. */
function ask(where, question, wrong) {
  if (wrong.length === 0) {
    passed += 1;
    return;
  }
  failed += 1;
  console.log(`FAILED ${where}: ${question}`);
  for (const line of wrong.slice(0, 10)) console.log(`       ${line}`);
  if (wrong.length > 10) console.log(`       and ${wrong.length - 10} more`);
}

/** Starts the demonstration; answers with its process and the address that it printed on standard output. */
function startDemonstration() {
  const child = spawn(options.program, ["demo", "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "pipe"] });
  let heard = "";
  let complaint = "";
  child.stderr.on("data", (bytes) => (complaint += bytes));
  const address = new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no address within ${START_LIMIT_MS / 1000} s; it said: ${heard}${complaint}`)), START_LIMIT_MS);
    child.stdout.on("data", (bytes) => {
      heard += bytes;
      const found = heard.match(/http:\/\/[\w.[\]:]+:\d+/);
      if (found) {
        clearTimeout(late);
        resolve(found[0]);
      }
    });
    child.on("exit", (code) => reject(new Error(`the demonstration ended with code ${code}: ${complaint || heard}`)));
    child.on("error", (error) => reject(new Error(`${options.program} does not start: ${error.message}`)));
  });
  return { child, address };
}

async function stop(child) {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.removeAllListeners("exit");
  child.once("exit", () => {});
  child.kill("SIGTERM");
  const hard = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 6_000))]);
  clearTimeout(hard);
}

/** What axe finds, one line a rule and place. */
async function axeFindings(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${rule.help}: ${node.target.join(" ")}`));
}

/** Anything wider than the window, when the page itself would have to be pushed sideways to read it. */
function tooWide(page) {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const wide = [...document.body.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > room + 1);
    const names = wide.slice(0, 5).map((each) => `<${each.tagName.toLowerCase()} class="${each.className}">`);
    return [`${document.documentElement.scrollWidth} px of content in ${room} px: ${names.join(", ")}`];
  });
}

/** What every page owes its reader, whoever they are: a language, a title, one main heading, one main part. */
function basics(page) {
  return page.evaluate(() => {
    const wrong = [];
    if (!document.documentElement.lang) wrong.push("the page does not say its language");
    if (!document.title.trim()) wrong.push("the page has no title");
    for (const [what, count] of [["h1", document.querySelectorAll("h1").length], ["main", document.querySelectorAll("main").length]]) {
      if (count !== 1) wrong.push(`the page has ${count} <${what}> elements, not one`);
    }
    if (!document.querySelector("main")?.innerText.trim()) wrong.push("the main part is empty");
    return wrong;
  });
}

/** Where the keyboard is: marked in the page so that each stop is known again, and whether a person can see it. */
function focusNow(page) {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    at.setAttribute("data-reached", "yes");
    const style = getComputedStyle(at);
    const box = at.getBoundingClientRect();
    // A field of several parts (a date) is several stops, and only the first rings the whole field.
    if (style.outlineStyle !== "none" || style.boxShadow !== "none") at.setAttribute("data-shown", "yes");
    const seen = at.hasAttribute("data-shown");
    const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
    const name = (at.innerText || at.getAttribute("aria-label") || at.getAttribute("name") || at.tagName).trim().slice(0, 60);
    return { href: at.getAttribute("href"), name: `<${at.tagName.toLowerCase()}> ${name}`, seen, inside };
  });
}

/** The skip link is the first stop and leads to the main part. */
async function skipLink(page) {
  await page.keyboard.press("Tab");
  const first = await focusNow(page);
  if (!first?.href?.startsWith("#")) return [`the first stop is ${first ? first.name : "nowhere"}, not a link past the navigation`];
  if (!first.inside) return ["the skip link cannot be seen when the keyboard is on it"];
  const leads = await page.evaluate((id) => {
    const target = document.getElementById(id);
    return target !== null && (target.closest("main") !== null || target.querySelector("main") !== null);
  }, first.href.slice(1));
  return leads ? [] : [`the skip link leads to ${first.href}, which is not the main part`];
}

/** The Tab key, from the top, stops at every link, button and field that can be seen, and each stop shows itself. */
async function tabOrder(page, reach) {
  const wrong = [];
  let through = false;
  for (let stops = 0; stops < TABS_LIMIT && !through; stops += 1) {
    await page.keyboard.press("Tab");
    const at = await focusNow(page);
    if (at === null) {
      through = true;
      continue;
    }
    if (!at.seen) wrong.push(`nothing shows that the keyboard is on ${at.name}`);
    if (!at.inside) wrong.push(`the keyboard is on ${at.name}, outside the window`);
  }
  const missed = await page.evaluate((selector) => {
    const stops = "main a[href], main button:not([disabled]), main input:not([disabled]):not([type=hidden]):not([type=radio]), main select, main textarea, main summary";
    const visible = [...document.querySelectorAll(stops)].filter((each) => each.checkVisibility());
    const left = visible.filter((each) => !each.hasAttribute("data-reached")).slice(0, 5);
    const names = left.map((each) => `<${each.tagName.toLowerCase()}> ${(each.innerText || each.name || "").trim().slice(0, 60)}`);
    if (selector && !document.querySelector(selector)?.hasAttribute("data-reached")) names.push(`the main act, ${selector}`);
    return names;
  }, reach ?? null);
  // A page of more stops than the limit is walked as far as the limit: what lies beyond it is not missed.
  if (!through) return wrong;
  return wrong.concat(missed.map((name) => `the Tab key never reaches ${name}`));
}

/**
 * Signs in as the first invented person of whom the demonstration's own page says what the list says, such as the body that
 * they act for, by the button that a visitor would press.
 */
async function signIn(page, base, person) {
  await page.goto(`${base}/demo/sign-in`);
  const theirs = page.getByRole("listitem").filter({ hasText: person }).getByRole("button");
  if ((await theirs.count()) === 0) throw new Error(`the page of people says of nobody: ${person}`);
  await Promise.all([page.waitForURL((url) => url.pathname !== "/demo/sign-in"), theirs.first().click()]);
}

/**
 * The kind of a page, told from its address: two modifications are one kind, two Codes are not. What follows a list
 * (`modifications`, `code`) is one thing of many, and so is what follows `acts`, which is another page for another person.
 */
function kind(path, person) {
  const parts = new URL(path, "http://any").pathname.split("/").filter(Boolean);
  const shaped = parts.map((part, index) => {
    if (index < 2 || part === "acts" || part === "compare") return part;
    return part.includes("@") ? "one-of-many@" : "one-of-many";
  });
  return `${parts.includes("acts") ? (person ?? "") : ""}/${shaped.join("/")}`;
}

/** Visits one page in one view; answers with the links of the page. */
async function visit(browser, base, entry, view) {
  const where = `${entry.path}${entry.as ? ` as ${entry.as}` : ""} (${view.name})`;
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.height },
    javaScriptEnabled: view.script,
    colorScheme: view.scheme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const noises = [];
  page.on("console", (message) => message.type() === "error" && noises.push(message.text()));
  page.on("pageerror", (error) => noises.push(error.message));
  page.on("request", (request) => new URL(request.url()).origin !== base && noises.push(`it asks another host: ${request.url()}`));
  try {
    if (entry.as) await signIn(page, base, entry.as);
    noises.length = 0;
    const answer = await page.goto(base + entry.path, { waitUntil: "load" });
    const status = entry.status ?? 200;
    ask(where, `answers ${status}`, answer.status() === status ? [] : [`it answered ${answer.status()}`]);
    ask(where, "has a language, a title, one heading, one main part", await basics(page));
    ask(where, "fits the window", await tooWide(page));
    if (status === 200) ask(where, "is quiet", noises);
    if (view.script) ask(where, "axe finds nothing", await axeFindings(page));
    if (options.screenshots) {
      const name = `${(entry.path.replace(/[^\w.@-]+/g, "_").replace(/^_+|_+$/g, "") || "home")}${entry.as ? `-${entry.as.replace(/\W+/g, "_")}` : ""}-${view.name}.png`;
      await page.screenshot({ path: join(options.screenshots, name), fullPage: true });
    }
    if (view.script && view.scheme === "light") {
      ask(where, "begins with a skip link", await skipLink(page));
      ask(where, "can be walked with the Tab key", await tabOrder(page, entry.reach));
    }
    if (status !== 200) return [];
    return await page.evaluate(() => [...document.querySelectorAll("a[href]")].map((each) => each.href));
  } catch (error) {
    ask(where, "can be visited", [error.message]);
    return [];
  } finally {
    await context.close();
  }
}

/** Every link on the visited pages that stays on this site leads somewhere. */
async function links(browser, base, found) {
  const own = [...found].map((each) => each.split("#")[0]).filter((each) => each.startsWith(`${base}/`));
  const context = await browser.newContext();
  const broken = [];
  for (const address of [...new Set(own)].sort().slice(0, LINKS_LIMIT)) {
    const answer = await context.request.get(address, { maxRedirects: 5 });
    if (answer.status() >= 400) broken.push(`${address.slice(base.length)} answers ${answer.status()}`);
  }
  await context.close();
  ask("the visited pages", "lead nowhere that is not there", broken);
}

/** Addresses that answer with data or a file to keep: they are no pages. */
function isFile(path) {
  const proof = /\/record\/(checkpoint$|tile\/|proof\/)/.test(path.split("?")[0]);
  return proof || path.startsWith("/api/") || /[?&]as=/.test(path) || /\.(ics|atom|csv|xlsx|json|xml|css|txt|pdf|docx)$/.test(path.split("?")[0]);
}

async function main() {
  if (!options.program || !existsSync(options.chromium)) {
    throw new Error(options.program ? `There is no browser at ${options.chromium}: install chromium, or name another with --chromium.` : "Say which program to start: --program target/debug/enact.");
  }
  if (options.screenshots) mkdirSync(options.screenshots, { recursive: true });
  const demonstration = startDemonstration();
  let browser;
  try {
    const base = await demonstration.address;
    // Quiet: a browser that looks for its maker's hosts at every start only wastes time in a test.
    const flags = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    if (process.getuid?.() === 0) flags.push("--no-sandbox");
    browser = await chromium.launch({ executablePath: options.chromium, args: flags });
    const found = new Set();
    const waiting = [...list.pages];
    const kinds = new Set(waiting.map((entry) => kind(entry.path, entry.as)));
    for (let visited = 0; visited < Math.min(waiting.length, PAGES_LIMIT); visited += 1) {
      const entry = waiting[visited];
      const seen = await Promise.all(VIEWS.map((view) => visit(browser, base, entry, view)));
      for (const link of seen.flat()) {
        found.add(link);
        const path = link.startsWith(`${base}/`) ? link.slice(base.length).split("#")[0] : null;
        if (path === null || isFile(path) || kinds.has(kind(path, entry.as))) continue;
        kinds.add(kind(path, entry.as));
        waiting.push({ path, as: entry.as });
      }
    }
    console.log(`browser: visited ${Math.min(waiting.length, PAGES_LIMIT)} of ${waiting.length} kinds of page, each in ${VIEWS.length} views`);
    await links(browser, base, found);
  } finally {
    await browser?.close();
    await stop(demonstration.child);
  }
}

try {
  await main();
} catch (error) {
  ask("the walk", "reaches its end", [error.message]);
}
console.log(`browser: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
