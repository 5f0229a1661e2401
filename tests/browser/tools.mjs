// What every part of the suite uses: the browser, people who are signed in, and how a page is looked at.
import { chromium } from "playwright-core";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

export const base = process.env.TRAMSO_URL;
export const empty = process.env.TRAMSO_EMPTY_URL;
export const own = "11113", other = "11329";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const STANDARD = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };
/** What a look asks axe-core: a phone has the colours of a desk, and the dark changes nothing but colours, whose rule is the slowest. */
export const RULES = {
  all: STANDARD, shape: { ...STANDARD, rules: { "color-contrast": { enabled: false } } }, colours: { runOnly: { type: "rule", values: ["color-contrast"] } },
};

export const results = { checks: 0, faults: [] };
export const check = (holds, what) => {
  results.checks += 1;
  if (!holds) results.faults.push(what);
};

export const browser = await chromium.launch({
  executablePath: process.env.TRAMSO_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

/** A page of a browser of its own. The pages' own policy forbids scripts, axe's too, so that it is set aside. */
export async function opened(more = {}) {
  const { width = 1280, dark = false, storageState } = more;
  const context = await browser.newContext({
    viewport: { width, height: 900 }, bypassCSP: true, colorScheme: dark ? "dark" : "light", storageState,
  });
  return context.newPage();
}

/** Presses Tab until the focus is on what the selector names; the keyboard alone gets there, or it is a fault. */
export async function tabTo(page, selector, most = 200) {
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
    if (found) return true;
  }
  check(false, `${page.url()}: Tab does not reach ${selector}`);
  return false;
}

/** Presses a key and waits for the page that follows; its status. */
export async function followed(page, act) {
  const [answer] = await Promise.all([page.waitForNavigation(), act()]);
  return answer?.status();
}
export const enter = (page) => followed(page, () => page.keyboard.press("Enter"));

/** Signs in by the keyboard alone. */
export async function signIn(page, account, password, at = base) {
  await page.goto(`${at}/vao`);
  await page.focus("input[name=account]");
  await page.keyboard.press("Control+A");
  await page.keyboard.type(account);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await enter(page);
  check(!page.url().endsWith("/vao"), `${account}: the keyboard alone signs in`);
  return page;
}

/** Those who are signed in, each once: a browser of another width or colour takes over the cookies. */
const states = new Map();
export async function knows(account, password, at = base) {
  const page = await signIn(await opened(), account, password, at);
  states.set(account + at, await page.context().storageState());
  await page.context().close();
}
export const as = (account, more = {}, at = base) => opened({ ...more, storageState: states.get(account + at) });

export async function violations(page, rules = RULES.all) {
  await page.evaluate(axe);
  return page.evaluate(async (rules) => {
    const found = await globalThis.axe.run(document, { ...rules, resultTypes: ["violations"] });
    return found.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 120)}`);
  }, rules);
}

export const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** Text that no page shows: a text without its words, a value of a program, code of a case, English. */
const RAW = /⟦|undefined|NaN|\bnull\b|entries=|rolled-back|\bnone\b|\b(exclude|follow|later|error|invalid)\b/;

/** Looks at the page that is open: one heading, nothing that axe finds, no scrolling sideways, no raw words. */
export async function looked(page, at, rules = RULES.all) {
  check((await page.title()).trim() !== "", `${at}: no title`);
  check((await page.locator("h1").count()) === 1, `${at}: not one heading of the first level`);
  const found = await violations(page, rules);
  check(found.length === 0, `${at}: ${found.join("; ")}`);
  const wide = await overflow(page);
  check(wide <= 0, `${at}: ${wide} px wider than the window`);
  const raw = RAW.exec(await page.innerText("body"));
  check(raw === null, `${at}: shows «${raw?.[0]}»`);
}

/** The page on paper: how many pages, and their text. */
export async function printed(page) {
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  const pages = /Pages:\s+(\d+)/.exec(execFileSync("pdfinfo", ["-"], { input: pdf }).toString());
  const text = execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf }).toString().normalize("NFC");
  return { pages: Number(pages?.[1] ?? 0), text };
}
