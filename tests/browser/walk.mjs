// Visits the demonstration in a real browser and fails where a person would be stopped.
//
//   node walk.mjs --program target/debug/enact --screenshots target/screenshots
//
// It starts the program as a newcomer would, reads the address that it prints, and visits the pages of pages.json, and from
// them one page of each further kind that their links lead to: at the widths of a desk and of a telephone, with and without
// script, light and dark. A page is loaded once with script and once without, and resized between the questions; several pages
// are looked at side by side. The closing lines count what was asked and say what took how long.

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

/** The widths and heights of a desk and of a telephone. */
const DESK = { name: "1280", width: 1280, height: 900, tabs: 400 };
const TELEPHONE = { name: "390", width: 390, height: 844, tabs: 120 };
/** Pages looked at side by side: the browser waits for the program and the program for the browser. */
const AT_ONCE = 3;
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** The Codes of the demonstration, as addresses begin with them. */
const CODES = ["sec", "specimen"];
const START_LIMIT_MS = 30_000;
const PAGES_LIMIT = 110;
const LINKS_LIMIT = 400;
const TABS_AT_ONCE = 20;

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

const spent = new Map();

/** Does something and adds the time that it took to what its phase took so far. */
async function timed(phase, work) {
  const from = performance.now();
  try {
    return await work();
  } finally {
    spent.set(phase, (spent.get(phase) ?? 0) + performance.now() - from);
  }
}

/** What axe finds, one line a rule and place: by all rules, or by those named alone. */
async function axeFindings(page, only) {
  await page.evaluate(`globalThis.axe ?? (() => { ${axe} })()`);
  const { violations } = await page.evaluate((run) => globalThis.axe.run(document, { runOnly: run, resultTypes: ["violations"] }), only ?? RULES);
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

/**
 * Has the page note each stop of the keyboard: marked so that it is known again, and whether a person can see it once the page
 * has scrolled to it. `data-reached` is the marks' name, new for each walk.
 */
function noteStops(page) {
  return page.evaluate(() => {
    globalThis.walkStops?.end();
    const stops = { list: [], round: false, mark: `data-reached-${performance.now()}`.replace(".", "-") };
    const note = ({ target: at }) => requestAnimationFrame(() => {
      if (at.hasAttribute(stops.mark) && at === stops.list[0]?.at) stops.round = true;
      at.setAttribute(stops.mark, "yes");
      const style = getComputedStyle(at);
      const box = at.getBoundingClientRect();
      // A field of several parts (a date) is several stops, and only the first rings the whole field.
      if (style.outlineStyle !== "none" || style.boxShadow !== "none") at.setAttribute("data-shown", "yes");
      const seen = at.hasAttribute("data-shown");
      const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
      const name = (at.innerText || at.getAttribute("aria-label") || at.getAttribute("name") || at.tagName).trim().slice(0, 60);
      stops.list.push({ at, href: at.getAttribute("href"), name: `<${at.tagName.toLowerCase()}> ${name}`, seen, inside });
    });
    // The next Tab goes on from where the focus was last, so that it must have been on the body.
    document.body.tabIndex = -1;
    document.body.focus({ preventScroll: true });
    document.body.removeAttribute("tabindex");
    scrollTo(0, 0);
    document.addEventListener("focusin", note);
    stops.end = () => document.removeEventListener("focusin", note);
    globalThis.walkStops = stops;
  });
}

/** The stops so far; waits for the page to have drawn the last of them. */
function stopsSoFar(page) {
  return page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const { list, round } = globalThis.walkStops;
    resolve({ round, list: list.map(({ href, name, seen, inside }) => ({ href, name, seen, inside })) });
  }))));
}

/** The skip link is the first stop and leads to the main part. */
async function skipLink(page) {
  await noteStops(page);
  await page.keyboard.press("Tab");
  const first = (await stopsSoFar(page)).list[0];
  if (!first?.href?.startsWith("#")) return [`the first stop is ${first ? first.name : "nowhere"}, not a link past the navigation`];
  if (!first.inside) return ["the skip link cannot be seen when the keyboard is on it"];
  const leads = await page.evaluate((id) => {
    const target = document.getElementById(id);
    return target !== null && (target.closest("main") !== null || target.querySelector("main") !== null);
  }, first.href.slice(1));
  return leads ? [] : [`the skip link leads to ${first.href}, which is not the main part`];
}

/** The Tab key, from the top, stops at every link, button and field that can be seen, and each stop shows itself. */
async function tabOrder(page, tabs, reach) {
  await noteStops(page);
  let walked = { round: false, list: [] };
  for (let presses = 0; presses < tabs && !walked.round; presses += TABS_AT_ONCE) {
    for (let press = 0; press < TABS_AT_ONCE; press += 1) {
      await page.keyboard.press("Tab");
      // A stop is looked at once it is drawn, before the next.
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    const now = await stopsSoFar(page);
    // No new stop in so many presses: the page has none, or the keyboard is caught.
    if (now.list.length === walked.list.length) break;
    walked = now;
  }
  const once = walked.list.filter((at, index) => walked.list.findIndex((other) => other.name === at.name && other.href === at.href) === index);
  const wrong = once.filter((at) => !at.seen).map((at) => `nothing shows that the keyboard is on ${at.name}`);
  wrong.push(...once.filter((at) => !at.inside).map((at) => `the keyboard is on ${at.name}, outside the window`));
  const missed = await page.evaluate((selector) => {
    const stops = "main a[href], main button:not([disabled]), main input:not([disabled]):not([type=hidden]):not([type=radio]), main select, main textarea, main summary";
    const mark = globalThis.walkStops.mark;
    const visible = [...document.querySelectorAll(stops)].filter((each) => each.checkVisibility());
    const left = visible.filter((each) => !each.hasAttribute(mark)).slice(0, 5);
    const names = left.map((each) => `<${each.tagName.toLowerCase()}> ${(each.innerText || each.name || "").trim().slice(0, 60)}`);
    if (selector && !document.querySelector(selector)?.hasAttribute(mark)) names.push(`the main act, ${selector}`);
    return names;
  }, reach ?? null);
  // A page of more stops than the limit is walked as far as the limit: what lies beyond it is not missed.
  if (!walked.round && walked.list.length > 0) return wrong;
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
 * The kind of a page, told from its address: two modifications are one kind, and so is the same page of two Codes, which is
 * visited twice only where the list names both. What follows a list (`modifications`, `code`) is one thing of many, and so is
 * what follows `acts`, which is another page for another person.
 */
function kind(path, person) {
  const parts = new URL(path, "http://any").pathname.split("/").filter(Boolean);
  const shaped = parts.map((part, index) => {
    if (index === 0 && CODES.includes(part)) return "code";
    if (index < 2 || part === "acts" || part === "papers" || part === "compare") return part;
    return part.includes("@") ? "one-of-many@" : "one-of-many";
  });
  return `${parts.includes("acts") ? (person ?? "") : ""}/${shaped.join("/")}`;
}

/** A browser of one person, signed in once; with script or without. */
async function contextOf(browser, base, contexts, person, script) {
  const name = `${person ?? ""} ${script}`;
  if (!contexts.has(name)) {
    contexts.set(name, (async () => {
      const context = await browser.newContext({ viewport: DESK, javaScriptEnabled: script, colorScheme: "light", reducedMotion: "reduce" });
      if (person) {
        const page = await context.newPage();
        await timed("signing in", () => signIn(page, base, person));
        await page.close();
      }
      return context;
    })());
  }
  return contexts.get(name);
}

/** Opens a page and asks what is asked of it whatever its width; answers with the page and what it complained of. */
async function opened(context, base, entry, where) {
  const page = await context.newPage();
  const noises = [];
  page.on("console", (message) => message.type() === "error" && noises.push(message.text()));
  page.on("pageerror", (error) => noises.push(error.message));
  page.on("request", (request) => new URL(request.url()).origin !== base && noises.push(`it asks another host: ${request.url()}`));
  const answer = await timed("loading", () => page.goto(base + entry.path, { waitUntil: "load" }));
  const status = entry.status ?? 200;
  ask(where, `answers ${status}`, answer.status() === status ? [] : [`it answered ${answer.status()}`]);
  ask(where, "has a language, a title, one heading, one main part", await basics(page));
  return { page, noises, status };
}

async function picture(page, entry, size) {
  if (!options.screenshots) return;
  const name = `${(entry.path.replace(/[^\w.@-]+/g, "_").replace(/^_+|_+$/g, "") || "home")}${entry.as ? `-${entry.as.replace(/\W+/g, "_")}` : ""}-${size.name}.png`;
  await timed("pictures", () => page.screenshot({ path: join(options.screenshots, name), fullPage: true }));
}

/**
 * Looks at one page with script: at a desk by day and by night, then on a telephone; answers with its links. By night only
 * colours differ, so axe is asked of contrast alone.
 */
async function withScript(context, base, entry, where) {
  const { page, noises, status } = await opened(context, base, entry, where);
  try {
    for (const size of [DESK, TELEPHONE]) {
      const here = `${where} (${size.name})`;
      await page.setViewportSize(size);
      ask(here, "fits the window", await tooWide(page));
      ask(here, "axe finds nothing", await timed("axe", () => axeFindings(page)));
      await picture(page, entry, size);
      if (size === DESK) {
        await page.emulateMedia({ colorScheme: "dark" });
        ask(`${where} (dark)`, "axe finds no contrast too low", await timed("axe", () => axeFindings(page, ["color-contrast"])));
        await page.emulateMedia({ colorScheme: "light" });
      }
      ask(here, "begins with a skip link", await timed("keyboard", () => skipLink(page)));
      ask(here, "can be walked with the Tab key", await timed("keyboard", () => tabOrder(page, size.tabs, entry.reach)));
    }
    if (status === 200) ask(where, "is quiet", noises);
    if (status !== 200) return [];
    return await page.evaluate(() => [...document.querySelectorAll("a[href]")].map((each) => each.href));
  } finally {
    await page.close();
  }
}

async function withoutScript(context, base, entry, where) {
  const { page, noises, status } = await opened(context, base, entry, where);
  try {
    for (const size of [DESK, TELEPHONE]) {
      await page.setViewportSize(size);
      ask(`${where} (${size.name})`, "fits the window", await tooWide(page));
    }
    if (status === 200) ask(where, "is quiet", noises);
    if (status !== 200) return [];
    return await page.evaluate(() => [...document.querySelectorAll("a[href]")].map((each) => each.href));
  } finally {
    await page.close();
  }
}

/** Visits one page with script and without; answers with the links of both. */
async function visit(browser, base, contexts, entry) {
  const found = [];
  for (const [script, look] of [[true, withScript], [false, withoutScript]]) {
    const where = `${entry.path}${entry.as ? ` as ${entry.as}` : ""}${script ? "" : " without script"}`;
    try {
      found.push(...await look(await contextOf(browser, base, contexts, entry.as, script), base, entry, where));
    } catch (error) {
      ask(where, "can be visited", [error.message]);
    }
  }
  return found;
}

/** Every link on the visited pages that stays on this site leads somewhere, for anybody or for those who were shown it. */
async function links(browser, base, contexts, found) {
  const own = [...found].map((each) => each.split("#")[0]).filter((each) => each.startsWith(`${base}/`));
  const context = await browser.newContext();
  const broken = [];
  for (const address of [...new Set(own)].sort().slice(0, LINKS_LIMIT)) {
    const status = async (as) => (await as.request.get(address, { maxRedirects: 5 })).status();
    const answer = await status(context);
    if (answer < 400) continue;
    const signedIn = await Promise.all(contexts.values());
    const others = await Promise.all(signedIn.map(status));
    if (others.every((other) => other >= 400)) broken.push(`${address.slice(base.length)} answers ${answer}`);
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
    const contexts = new Map();
    let next = 0;
    let underWay = 0;
    const take = async () => {
      while (next < Math.min(waiting.length, PAGES_LIMIT) || underWay > 0) {
        if (next >= Math.min(waiting.length, PAGES_LIMIT)) {
          // Another page may still lead to further kinds.
          await new Promise((resolve) => setTimeout(resolve, 50));
          continue;
        }
        const entry = waiting[next];
        next += 1;
        underWay += 1;
        const seen = await visit(browser, base, contexts, entry);
        for (const link of seen) {
          found.add(link);
          const path = link.startsWith(`${base}/`) ? link.slice(base.length).split("#")[0] : null;
          if (path === null || isFile(path) || kinds.has(kind(path, entry.as))) continue;
          kinds.add(kind(path, entry.as));
          waiting.push({ path, as: entry.as });
        }
        underWay -= 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, take));
    console.log(`browser: visited ${Math.min(waiting.length, PAGES_LIMIT)} of ${waiting.length} kinds of page, each with script and without`);
    const seconds = [...spent].map(([phase, ms]) => `${phase} ${Math.round(ms / 1000)} s`);
    console.log(`browser: time by phase, ${AT_ONCE} pages side by side: ${seconds.join(", ")}`);
    await links(browser, base, contexts, found);
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
