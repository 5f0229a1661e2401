// The page by which a phone carries results, in a Chromium whose camera films a real station's bundle: offline, online, and what is not to be believed.
import { chromium } from "playwright-core";
import { execFileSync, spawn } from "node:child_process";
import { createServer } from "node:net";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drawn, film, pictures } from "./codes.mjs";
import { check, looked } from "./tools.mjs";

const CENTRE = process.env.TRAMSO_PROGRAM;
const STATION = process.env.TRAMSO_STATION_PROGRAM;
/** Pictures of the pages are left here, to be looked at. */
const LOOKS = process.env.TRAMSO_LOOKS;

export const folder = () => mkdtempSync(join(tmpdir(), "tramso-nhan-"));

/** A station with the results of an evening: its bundles and its grant, as they are on its stick. */
export function station(into, people) {
  writeFileSync(join(into, "mk"), "mot cau dai hon hai muoi chu\n");
  const run = (...args) => execFileSync(STATION, ["--dir", join(into, "tram"), "--passphrase-file", join(into, "mk"), ...args]);
  run("init", "--demo", "--volunteer", "Mai");
  return more();
  function more() {
    run("simulate", "--people", String(people));
    const stick = join(into, "usb");
    mkdirSync(stick, { recursive: true });
    run("export", stick);
    const files = readdirSync(join(stick, "tramso-nop")).sort();
    const read = (ending) => files.filter((name) => name.endsWith(ending)).map((name) => [name, readFileSync(join(stick, "tramso-nop", name))]);
    return { bundles: read(".tsb"), grant: read(".tsg")[0][1], more };
  }
}

/** Files as a parcel, by stock tar (docs/FORMATS.md 7). */
export function parcel(files) {
  const at = folder();
  files.forEach(([name, bytes]) => writeFileSync(join(at, name), bytes));
  const names = files.map(([name]) => name).sort();
  const made = execFileSync("tar", ["--format=ustar", "--owner=0", "--group=0", "--numeric-owner", "--mtime=@0", "--mode=0644", "-b1", "-cf", "-", "-C", at, ...names]);
  rmSync(at, { recursive: true });
  return made;
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** A centre of its own, which can be gone and come back. */
export async function centre(port) {
  port = port ?? (await freePort());
  const running = spawn(CENTRE, ["demo", "--empty", "--listen", `127.0.0.1:${port}`], { stdio: ["ignore", "pipe", "ignore"] });
  const at = `http://127.0.0.1:${port}`;
  await new Promise((done, failed) => {
    let text = "";
    running.stdout.on("data", (more) => {
      text += more;
      if (text.includes("Ctrl-C")) done();
    });
    running.on("exit", () => failed(new Error(text)));
  });
  for (let tries = 0; tries < 100 && !(await fetch(`${at}/v1/health`).then((answer) => answer.ok, () => false)); tries += 1) await new Promise((done) => setTimeout(done, 50));
  const gone = () => new Promise((done) => {
    running.on("exit", done);
    running.kill("SIGTERM");
  });
  const admit = async (grant) => check((await fetch(`${at}/v1/grants`, { method: "POST", body: grant })).status === 204, "the centre does not know the station");
  return { at, port, gone, admit };
}

/** A phone whose camera films this. */
export async function phone(filmed, more = {}) {
  const browser = await chromium.launch({
    executablePath: process.env.TRAMSO_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--use-fake-device-for-media-stream",
      ...(more.refused ? [] : ["--use-fake-ui-for-media-stream"]), ...(filmed ? [`--use-file-for-fake-video-capture=${filmed}`] : [])],
  });
  const context = await browser.newContext({ viewport: { width: 360, height: 780 }, locale: "vi-VN", ...more.context });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (fault) => faults.push(String(fault)));
  page.on("console", (line) => line.type() === "error" && !/Failed to load resource|net::ERR/.test(line.text()) && faults.push(line.text()));
  return { browser, context, page, faults };
}

/** Waits until it is so. Playwright's own way evaluates text, which the page's policy forbids; functions it may. */
export async function until(page, holds, timeout = 20_000, given = undefined) {
  for (const end = Date.now() + timeout; ; ) {
    if (await page.evaluate(holds, given)) return;
    if (Date.now() > end) throw new Error(`not within ${timeout} ms: ${holds}\n${await page.innerText("main")}`);
    await page.waitForTimeout(50);
  }
}

export async function open(page, at, path = "/nhan") {
  await page.goto(at + path);
  await page.waitForSelector("html[data-ready]", { timeout: 20_000 });
}
export const ready = (page) => until(page, () => document.getElementById("san-sang").textContent !== "");
export async function filmed(page, timeout = 60_000) {
  await page.click("#quay");
  await until(page, () => !document.getElementById("du").hidden || document.querySelector("#bao p") !== null, timeout);
}
export const notices = (page) => page.$$eval("#bao p, #goi p[data-code]", (lines) => lines.map((line) => line.dataset.code));
export const rows = (page) => page.evaluate(() => kho.rows());
const look = async (page, name) => LOOKS && page.screenshot({ path: join(LOOKS, `${name}.png`), fullPage: true });
const text = (page, selector) => page.textContent(selector);

/** A parcel at fifteen pictures a second, a little out of line. */
const plainly = (bytes, path) => film(path, pictures(bytes, 500).map((one, at) => drawn(one, { angle: 0.06 * Math.sin(at / 9), tilt: 0.1 })));

/** Offline from the second visit, an evening's bundle by light, and the receipt when there is a network again. */
async function road(at, of) {
  let server = await centre();
  await server.admit(of.grant);
  const filmOf = join(at, "tot.y4m");
  plainly(parcel(of.bundles), filmOf);
  const { browser, context, page, faults } = await phone(filmOf);
  await open(page, server.at);
  await look(page, "nhan-dau");
  await ready(page);
  const { port } = server;
  await server.gone();
  await open(page, server.at); // the page comes from the phone itself
  const begun = Date.now();
  await page.click("#quay");
  await until(page, () => parseInt(document.getElementById("phan").textContent, 10) > 40);
  await look(page, "nhan-dang-quay");
  await page.waitForSelector("#du:not([hidden])");
  console.log(`  ${of.bundles[0][1].length} bytes by light in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  let [row] = await rows(page);
  check(row?.state === "waiting" && row.check === "good", `offline: ${JSON.stringify(row)}`);
  check((await text(page, "#du")).includes("ĐỦ"), "it does not show that it is complete");
  await until(page, () => document.getElementById("mang").textContent.includes("Chưa gửi được"));
  await look(page, "nhan-du");
  // The page closed and opened again still has it; and again no network.
  await open(page, server.at);
  check((await rows(page)).length === 1, "a finished bundle is lost with the page");
  // A network, but the answers are not the centre's.
  const wrong = await context.newPage();
  await wrong.route("**/v1/uploads/**", (route) => (route.request().method() === "PUT"
    ? route.fulfill({ status: 200, contentType: "application/vnd.tramso.receipt", headers: { "tramso-spoken": "an-ba-ca-da-em" }, body: "no receipt" })
    : route.fulfill({ status: 200, json: { have: 0 } })));
  server = await centre(port);
  await wrong.goto(`${server.at}/nhan`);
  await wrong.waitForSelector("#goi p[data-code=TS-C35]");
  check((await rows(wrong))[0].state === "waiting" && (await wrong.locator(".spoken").count()) === 0, "control: an answer that is no receipt counts as one");
  await wrong.close();
  await server.admit(of.grant);
  await page.click("#gui");
  await page.waitForSelector(".spoken", { timeout: 20_000 });
  const spoken = await text(page, ".spoken");
  check(/^[a-z]+( [a-z]+){4}$/.test(spoken), `no five syllables: ${spoken}`);
  [row] = await rows(page);
  check(row.state === "sent" && !(await page.evaluate((sha256) => kho.bytes(sha256), row.sha256)), "what is sent takes room");
  const receipt = await fetch(`${server.at}/v1/receipts/${row.station}/${row.epoch}`);
  check(receipt.headers.get("tramso-spoken")?.replace(/-/g, " ") === spoken, "other syllables than the centre's");
  await look(page, "nhan-da-gui");
  check(faults.length === 0, `faults: ${faults.join("; ")}`);
  // At the other width, in the dark, in English, as the eye of axe sees it.
  for (const [width, colorScheme, path] of [[1280, "light", "/nhan"], [360, "dark", "/nhan?l=en"]]) {
    const other = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
    const shown = await other.newPage();
    await open(shown, server.at, path);
    await looked(shown, `${path} ${width} ${colorScheme}`);
    await look(shown, `nhan-${width}-${colorScheme}`);
    await other.close();
  }
  await browser.close();
  return { server, spoken };
}

/** A bundle in which one byte is another: nothing of it is kept. */
async function tampered(at, of, server) {
  const [[name, bytes]] = of.bundles;
  const other = Buffer.from(bytes);
  const place = other.indexOf('"app":"') + 8; // within the signed manifest
  other[place] ^= 1;
  const filmOf = join(at, "hong.y4m");
  plainly(parcel([[name, other]]), filmOf);
  const { browser, page } = await phone(filmOf);
  await open(page, server.at);
  await filmed(page);
  const found = await notices(page);
  check(found.includes("TS-C32") && (await rows(page)).length === 0, `control: a bundle that nobody signed: ${found}`);
  await look(page, "nhan-khong-nhan");
  await browser.close();
}

/** Without a camera the page shows that, and sends what it has all the same. */
async function blind(server) {
  const { browser, page } = await phone(null, { refused: true });
  await open(page, server.at);
  await page.click("#quay");
  await page.waitForSelector("#bao p");
  check((await notices(page)).join() === "TS-C27", `a camera that is refused: ${await notices(page)}`);
  await browser.close();
}

export async function carries() {
  const at = folder();
  const of = station(at, 30);
  const { server } = await road(at, of);
  await tampered(at, of, server);
  await blind(server);
  await server.gone();
  rmSync(at, { recursive: true });
}
