// The page for phones before bad cameras and bad screens; run by .ci/light. Each case is a film of its own, and prints how long it took.
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dark, drawn, film, picture, pictures, sha256 } from "./codes.mjs";
import { centre, filmed, folder, notices, open, parcel, phone, rows, station, until } from "./phone.mjs";
import { codeIn, cut, seen, terminal } from "./terminal.mjs";
import { browser as spare, check, results } from "./tools.mjs";

const at = folder();
const server = await centre();
const of = station(join(at), 30);
await server.admit(of.grant);
const evening = parcel(of.bundles);

/** Pictures in the order that a station shows them, without end; here its own symbols again and again. */
function* shown(bytes, symbol) {
  const all = pictures(bytes, symbol);
  for (let number = 0; ; number += 1) yield all[number % all.length];
}
/** Numbers that look like chance and are the same every time. */
function chance(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
const kept = async (page) => (await rows(page)).map((row) => row.sha256).sort().join();
const wanted = (list) => list.map(([, bytes]) => sha256(bytes).toString("hex")).sort().join();

async function opened(path, more) {
  const found = await phone(path, more);
  await open(found.page, server.at);
  return found;
}
async function within(name, path, seconds, more = {}) {
  const { browser, page, faults } = await opened(path, more);
  const begun = Date.now();
  await filmed(page, seconds * 1000).catch((fault) => check(false, `${name}: ${fault}`));
  const took = (Date.now() - begun) / 1000;
  check((await kept(page)) === wanted(of.bundles), `${name}: not what the station has made; ${await notices(page)}`);
  check(faults.length === 0, `${name}: ${faults.join("; ")}`);
  console.log(`${name}: ${evening.length} bytes in ${took.toFixed(1)} s, ${Math.round(evening.length / took)} bytes a second`);
  await browser.close();
  rmSync(path);
}

/** A hand that trembles, a tilted phone, a lamp, pictures that are missed, shown twice, half of one and half of the next; and a hand away for three seconds. */
async function cameras() {
  const path = join(at, "may.y4m");
  const looks = {
    "15 pictures a second": [15, {}],
    "30 pictures a second": [30, {}],
    "tilted": [15, { tilt: 0.3, angle: 0.15, share: 0.7 }],
    "blurred": [15, { blur: 0.4, tilt: 0.1 }],
    "a lamp": [15, { glare: 90, tilt: 0.1 }],
  };
  for (const [name, [rate, look]] of Object.entries(looks)) {
    const next = chance(3);
    const source = shown(evening, 500);
    film(path, Array.from({ length: 100 }, (_, number) => drawn(source.next().value, { ...look, shift: 6 * next(), angle: (look.angle ?? 0) + 0.04 * Math.sin(number / 5) })), { rate });
    await within(name, path, 60);
  }
  const next = chance(5);
  const all = pictures(evening, 500);
  const [frames, clean] = [[], new Set()];
  // Own symbols alone, again and again, until each was shown whole: repair symbols are filmed from the station's terminal.
  for (let number = 0; clean.size < all.length; number += 1) {
    const frame = drawn(all[number % all.length], { shift: 5 * next() });
    if (frames.length === 30) frames.push(...Array.from({ length: 45 }, () => dark(640)));
    const fate = next();
    if (fate < 0.3) continue; // missed
    clean.add(number % all.length);
    frames.push(frame);
    if (fate > 0.85) frames.push(frame); // twice
    else if (fate > 0.7) {
      const torn = new Uint8ClampedArray(frame);
      torn.set(drawn(all[(number + 1) % all.length]).subarray(0, 640 * 300));
      frames.push(torn);
    }
  }
  film(path, frames);
  await within("30 % missed, torn and doubled pictures, a hand away for 3 s", path, 90);
}

/** Two stations' screens in turn: both are whole in the end, each by itself. */
async function inTurn() {
  const elsewhere = join(at, "khac");
  execFileSync("mkdir", [elsewhere]);
  const other = station(elsewhere, 6);
  const second = parcel(other.bundles);
  const [one, two] = [shown(evening, 500), shown(second, 500)];
  const path = join(at, "hai.y4m");
  film(path, Array.from({ length: 200 }, (_, number) => drawn((Math.floor(number / 8) % 2 ? two : one).next().value)));
  const { browser, page } = await opened(path);
  await filmed(page, 60_000);
  check((await rows(page)).length === 1, "two in turn: the first one is whole alone");
  await page.evaluate(() => { document.getElementById("du").hidden = true; });
  await filmed(page, 60_000);
  check((await kept(page)) === wanted([...of.bundles, ...other.bundles]), "two in turn: not both");
  const checks = (await rows(page)).map((row) => row.check).sort().join();
  check(checks === "good,unknown", `two in turn: the second station is not known: ${checks}`);
  // It becomes known, and what was unchecked is checked before it is sent.
  await server.admit(other.grant);
  await page.click("#gui");
  await until(page, () => document.querySelectorAll(".spoken").length === 2, 30_000);
  check((await rows(page)).every((row) => row.check === "good" && row.state === "sent"), "two in turn: not both sent");
  await browser.close();
}

/** Codes that state too much, contradict each other, are spoilt under a right check, or are none of ours, around a good station's. */
async function hostile() {
  const id = sha256(evening).subarray(0, 8);
  const own = pictures(evening, 500);
  const bad = (number) => [
    picture({ id, parcel: 33 << 20, symbol: 500, number, bytes: randomBytes(500) }),
    picture({ id, parcel: 2 ** 39, symbol: 2900, blocks: 255, number, bytes: randomBytes(900) }),
    picture({ id, parcel: 32 << 20, symbol: 1100, blocks: 4, block: number % 4, number, bytes: randomBytes(1100) }),
    picture({ id, parcel: evening.length + 1, symbol: 500, number, bytes: randomBytes(500) }),
    picture({ id: randomBytes(8), parcel: 400, symbol: 500, number: 0, bytes: randomBytes(500) }),
    picture({ id, parcel: evening.length, symbol: 500, number, bytes: randomBytes(500), spoilt: true }),
    randomBytes(300),
    Buffer.from("https://vi-du.vn/"),
  ][number % 8];
  const path = join(at, "xau.y4m");
  const frames = [];
  for (let number = 0; number < 160; number += 1) frames.push(drawn(bad(number)), drawn(own[number % own.length]));
  film(path, frames, { rate: 30 });
  const { browser, page, faults } = await opened(path);
  // What is spoilt under a right check is shown as that, and stops nothing.
  await page.click("#quay");
  await until(page, () => !document.getElementById("du").hidden, 60_000);
  check((await kept(page)) === wanted(of.bundles), "hostile: something else is kept");
  check((await notices(page)).join() === "TS-C37", `hostile: ${await notices(page)}`);
  check(faults.length === 0, `hostile: ${faults.join("; ")}`);
  await browser.close();
}

/** The page is closed in the middle: nothing half is kept, and it begins again. Then there is no room: shown, and kept when there is some. */
async function interrupted() {
  const path = join(at, "giua.y4m");
  film(path, pictures(evening, 300).map((one) => drawn(one)));
  const { browser, page } = await opened(path);
  await page.click("#quay");
  await until(page, () => parseInt(document.getElementById("phan").textContent, 10) > 30);
  await open(page, server.at);
  check((await rows(page)).length === 0, "closed in the middle: something half is kept");
  // As a browser does when the phone is full: the transaction is aborted while bytes are being written.
  await page.evaluate(() => {
    globalThis.put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function full(...given) {
      const asked = globalThis.put.apply(this, given);
      if (this.name === "tep") this.transaction.abort();
      return asked;
    };
  });
  await filmed(page, 60_000);
  check((await notices(page)).includes("TS-C29") && (await rows(page)).length === 0, `no room: ${await notices(page)}, ${(await rows(page)).length} rows`);
  await page.evaluate(() => { IDBObjectStore.prototype.put = globalThis.put; });
  await page.click("#giu");
  await page.waitForSelector("#du:not([hidden])");
  check((await kept(page)) === wanted(of.bundles) && (await notices(page)).length === 0, "no room: not kept when there is some");
  await browser.close();
}

/** A clock that is years off decides nothing. */
async function clock() {
  const path = join(at, "gio.y4m");
  film(path, pictures(evening, 500).map((one) => drawn(one)));
  const found = await phone(path);
  await found.page.clock.setFixedTime(new Date("2031-05-05T05:05:05Z"));
  await open(found.page, server.at);
  await until(found.page, () => document.querySelector("#bao p[data-code=TS-C38]") !== null);
  await found.page.click("#quay");
  await until(found.page, () => document.querySelector(".spoken") !== null, 60_000);
  await found.browser.close();
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
/** What a camera sees of a terminal for so long. */
async function recorded(screen, path, { seconds, rate, lost = 0, angle = 0.03 }) {
  await pause(700); // the first picture of a code may be half drawn
  const place = codeIn(screen.grab());
  const grabs = [];
  const begun = Date.now();
  for (let number = 0; number < seconds * rate; number += 1) {
    await pause(Math.max(0, begun + (number * 1000) / rate - Date.now()));
    grabs.push(cut(screen.grab(), place));
  }
  let [stands, longest] = [0, 0];
  grabs.forEach((grab, number) => {
    stands = number > 0 && grab.equals(grabs[number - 1]) ? stands + 1 : 0;
    longest = Math.max(longest, stands);
  });
  check(longest < 3 * rate, `${path}: the terminal's picture stays as it is for ${(longest / rate).toFixed(1)} s`);
  const next = chance(9);
  function* frames() {
    for (const grab of grabs) yield next() < lost ? dark(640) : seen(grab, 640, angle * (2 * next() - 1));
  }
  film(path, frames(), { rate });
}

/** The whole road: an evening at a station, its desk in a terminal, a phone that misses three pictures of ten, the centre, and five syllables typed at the desk. */
async function terminals() {
  // Letters of the third and the fourth leave lines of a pixel between the rows of a code.
  const windows = [
    [85, 24, ["DejaVu Sans Mono", 12], 15, 45, "light"],
    [160, 45, ["DejaVu Sans Mono", 8], 24, 20, "light"],
    [100, 30, ["DejaVu Sans Mono", 10], 15, 30, "dark"],
    [85, 24, ["JetBrains Mono", 13], 15, 45, "dark"],
    [85, 28, ["JetBrains Mono", 20, "foot"], 15, 40, "light"],
  ];
  for (const [columns, lines, font, rate, seconds, theme] of windows) {
    const name = `${columns}x${lines}, ${font.join(" ")}, ${theme}`;
    if (!name.includes(process.env.TRAMSO_WINDOW ?? "")) continue;
    const own = join(at, `tram-${columns}-${font[1]}`);
    execFileSync("mkdir", [own]);
    const made = station(own, 30);
    await server.admit(made.grant);
    writeFileSync(join(own, "tram", "settings.json"), JSON.stringify({ theme }));
    const screen = await terminal(columns, lines, { env: [], run: [process.env.TRAMSO_STATION_PROGRAM, "--dir", join(own, "tram")] }, font);
    try {
      const steps = [["Câu mật khẩu", "mot cau dai hon hai muoi chu"], ["Đặt mã PIN", "1234"], ["Nhập lại mã PIN", "1234"]];
      for (const [words, typed] of steps) {
        await screen.see(words);
        await screen.type(typed);
        screen.press("Enter");
      }
      await screen.see("Bấm Enter để bắt đầu");
      screen.press("F10");
      await screen.see("Mã PIN của ca này");
      await screen.type("1234");
      screen.press("Enter");
      for (const [words, key] of [["Bàn của người hỗ trợ", "n"], ["Nộp ra USB", "6"], ["tệp kết quả", "Enter"]]) {
        await screen.see(words);
        screen.press(key);
      }
      await screen.see("bảo bấm số mấy");
      const path = join(at, "tram.y4m");
      // While the station tries its speeds, the phone finds the best.
      await recorded(screen, path, { seconds: 18, rate });
      const first = await opened(path);
      await first.page.click("#quay");
      const advised = () => /bấm số \d/.test(document.getElementById("loi").textContent) || !document.getElementById("du").hidden;
      await until(first.page, advised, 40_000);
      console.log(`${name}: ${await first.page.textContent("#loi")}`);
      await first.browser.close();
      screen.press("3");
      await screen.see("ĐỦ");
      await recorded(screen, path, { seconds, rate, lost: 0.3 });
      const { browser, page } = await opened(path);
      const begun = Date.now();
      await filmed(page, 90_000);
      const took = (Date.now() - begun) / 1000;
      const found = await rows(page);
      // The shift that was opened for this is a bundle of its own.
      const isWhole = found.length === 2 && found.every((row) => row.check === "good") && found.some((row) => row.sha256 === wanted(made.bundles));
      check(isWhole, `${name}: not what the station has made; ${await notices(page)}`);
      const bytes = found.reduce((all, row) => all + row.len, 0);
      console.log(`${name}, ${rate} pictures a second, 30 % lost: ${bytes} bytes in ${took.toFixed(1)} s, ${Math.round(bytes / took)} bytes a second`);
      await until(page, () => document.querySelector(".spoken") !== null, 30_000);
      const spoken = await page.textContent(".spoken");
      await browser.close();
      screen.press("Enter");
      await screen.see("Đã ghi: 2 tệp");
      screen.press("1");
      await screen.see("Gõ năm tiếng");
      await pause(500);
      await screen.type(spoken);
      screen.press("Enter");
      await screen.see("Ban Tổ chức đã giữ 2 tệp");
    } finally {
      screen.end();
    }
  }
}

/** Memory of everything that the page's own process has, while it films. */
async function memory() {
  const path = join(at, "nho.y4m");
  const large = Buffer.concat([evening, randomBytes(3 << 20)]); // a parcel of three megabytes, which is none in the end
  film(path, pictures(large, 1100).slice(0, 150).map((one) => drawn(one, { share: 0.95 })), { rate: 30 });
  const { browser, page } = await opened(path);
  const inspector = await browser.newBrowserCDPSession();
  const used = async () => {
    const { processInfo } = await inspector.send("SystemInfo.getProcessInfo");
    const renderers = processInfo.filter((one) => one.type === "renderer").map((one) => readFileSync(`/proc/${one.id}/smaps_rollup`, "utf8"));
    return renderers.map((text) => Number(/^Private_Dirty: +(\d+)/m.exec(text)[1]) / 1024).reduce((all, one) => Math.max(all, one), 0);
  };
  const before = await used();
  await page.click("#quay");
  let most = 0;
  for (let second = 0; second < 15; second += 1) {
    await page.waitForTimeout(1000);
    most = Math.max(most, await used());
  }
  console.log(`memory of the page: ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB while it films`);
  check(most > 10 && most < 150, `memory: ${most} MB`);
  await browser.close();
}

const parts = [cameras, inTurn, hostile, interrupted, clock, memory, terminals];
const chosen = process.env.TRAMSO_PARTS?.split(",");
for (const part of parts.filter((one) => !chosen || chosen.includes(one.name))) {
  const begun = Date.now();
  await part().catch((fault) => check(false, `${part.name}: ${fault.stack}`));
  console.log(`${part.name}: ${Math.round((Date.now() - begun) / 1000)} s`);
}
await server.gone();
await spare.close();
rmSync(at, { recursive: true });
console.log(`${results.checks} checks, ${results.faults.length} faults`);
results.faults.forEach((fault) => console.log(`  ${fault}`));
process.exit(results.faults.length === 0 ? 0 : 1);
