// The centre's pages in a real browser: every page of the navigation as each role, at a desk's width and a phone's, without findings of
// axe-core, without sideways scrolling, by the keyboard; a clerk's day; two people and one case. The demo centre is started by .ci/browser.
import { chromium } from "playwright-core";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const base = process.env.TRAMSO_URL;
const accounts = { "thanh-pho": process.env.TRAMSO_CITY, "xa-tan-ky": process.env.TRAMSO_CLERK };
const own = "11113", other = "11329";
const widths = [1280, 360];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

let checks = 0;
const faults = [];
const check = (holds, what) => {
  checks += 1;
  if (!holds) faults.push(what);
};

const browser = await chromium.launch({
  executablePath: process.env.TRAMSO_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

/** A browser of its own, signed in by the keyboard alone. The pages' own policy forbids scripts, axe's too, so that it is set aside. */
async function signedIn(account, width = 1280) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${base}/vao`);
  await page.focus("input[name=account]");
  await page.keyboard.press("Control+A");
  await page.keyboard.type(account);
  await page.keyboard.press("Tab");
  await page.keyboard.type(accounts[account]);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  check(!page.url().endsWith("/vao"), `${account}: the keyboard alone signs in`);
  return page;
}

async function violations(page) {
  await page.evaluate(axe);
  return page.evaluate(async (runOnly) => {
    const found = await globalThis.axe.run(document, { runOnly });
    return found.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 120)}`);
  }, rules);
}

const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

async function looked(page, path, who, width) {
  const answer = await page.goto(base + path);
  const at = `${who} ${width} ${path}`;
  check(answer.status() === 200, `${at}: ${answer.status()}`);
  check((await page.title()).trim() !== "", `${at}: no title`);
  check((await page.locator("h1").count()) === 1, `${at}: not one heading of the first level`);
  const found = await violations(page);
  check(found.length === 0, `${at}: ${found.join("; ")}`);
  const wide = await overflow(page);
  check(wide <= 0, `${at}: ${wide} px wider than the window`);
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement.className);
  check(first === "skip", `${at}: the first Tab is not at the skip link`);
  await page.keyboard.press("Enter");
  check(page.url().endsWith("#noi-dung"), `${at}: the skip link leads nowhere`);
}

/** Every page that the navigation names, and those below a unit. */
async function pages(page) {
  await page.goto(`${base}/`);
  const named = await page.$$eval("header.bar nav a", (links) => links.map((link) => link.getAttribute("href")));
  return [...new Set([...named, `/xa/${own}`, `/xa/${own}/thon`, `/xa/${own}/co-quan`])];
}

for (const account of Object.keys(accounts)) {
  for (const width of widths) {
    const page = await signedIn(account, width);
    for (const path of await pages(page)) await looked(page, path, account, width);
    await page.context().close();
  }
}

// A clerk asks for another unit by its address.
const clerk = await signedIn("xa-tan-ky");
for (const path of [`/xa/${other}`, `/xa/${other}/thon`, `/xa/${other}/co-quan`, "/nhat-ky", "/ma-truy-cap"]) {
  const answer = await clerk.goto(base + path);
  check(answer.status() === 403, `a clerk at ${path}: ${answer.status()}`);
  check((await violations(clerk)).length === 0, `a clerk at ${path}: the refusal has findings`);
}

// A clerk's day: whom to call, the sheets for the villages, one person, and what that person asks for.
await clerk.goto(`${base}/can-nhac`);
const named = await clerk.locator("table tbody tr th").first().innerText();
check(named.length > 0, "nobody is to be reminded");
await clerk.goto(`${base}/can-nhac/in`);
const printed = await clerk.pdf({ format: "A4" });
check(printed.subarray(0, 5).toString() === "%PDF-" && printed.length > 10_000, "the sheets cannot be printed");
await clerk.goto(`${base}/tim`);
await clerk.focus("#tim");
await clerk.keyboard.type(named);
await Promise.all([clerk.waitForNavigation(), clerk.keyboard.press("Enter")]);
check((await clerk.locator("table tbody tr").count()) > 0, "who is on the list is not found");
await Promise.all([clerk.waitForNavigation(), clerk.locator("form[action='/yeu-cau/nguoi'] button").first().click()]);
check((await violations(clerk)).length === 0, `a new request: ${(await violations(clerk)).join("; ")}`);
await clerk.check("input[value=view]");
await clerk.fill("#ai", "đến trụ sở xã");
await Promise.all([clerk.waitForNavigation(), clerk.click("form[action='/yeu-cau'] button.main")]);
check(/\/yeu-cau\/\d+/.test(clerk.url()), `a request is not written down: ${clerk.url()}`);
check((await violations(clerk)).length === 0, "a request has findings");
await Promise.all([clerk.waitForNavigation(), clerk.click("text=Xem và in")]);
check((await clerk.content()).includes(named), "the data are not the person's");
check((await violations(clerk)).length === 0, "a person's data have findings");

// Two people of the city and one case: the second is told who was first, and nothing is decided twice.
const [one, two] = [await signedIn("thanh-pho"), await signedIn("thanh-pho")];
await one.goto(`${base}/viec`);
const href = await one.locator("main a[href^='/viec/']").first().getAttribute("href");
for (const page of [one, two]) {
  await page.goto(base + href);
  check((await violations(page)).length === 0, `${href} has findings`);
  await Promise.all([page.waitForNavigation(), page.locator("button[name=chon]").first().click()]);
}
const decide = async (page) => {
  const [answer] = await Promise.all([page.waitForNavigation(), page.click("button.main")]);
  return answer.status();
};
const [first, second] = [await decide(one), await decide(two)];
check(first === 200 && second === 409, `two decisions: ${first} and ${second}`);

// Controls: what is planted is found.
await one.goto(`${base}/tim`);
await one.evaluate(() => document.querySelectorAll("label").forEach((label) => label.remove()));
const planted = await violations(one);
await one.evaluate(() => document.body.insertAdjacentHTML("beforeend", "<div style='width:3000px'>x</div>"));
const wide = await overflow(one);
if (planted.length === 0 || wide <= 0) faults.push("control: a field without its label, or a wide page, is not seen");

await browser.close();
console.log(`${checks} checks, ${faults.length} faults`);
faults.forEach((fault) => console.log(`  ${fault}`));
process.exit(faults.length === 0 ? 0 : 1);
