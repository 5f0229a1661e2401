// The contest is closed at the centre that had nothing: checked, frozen, signed elsewhere; what comes later changes nothing.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { downloaded, folder, hasRows, hasTexts, pdfText, tool } from "./documents.mjs";
import { as, check, empty, followed, looked, opened } from "./tools.mjs";

const program = process.env.TRAMSO_PROGRAM;
/** Made-up stations hand in what made-up residents did. */
const handsIn = (seed, stations, people) =>
  promisify(execFile)(program, ["loadgen", empty, "--seed", `${seed}`, "--stations", `${stations}`, "--people", `${people}`]);

/** What blocks is decided, case by case. */
async function decides(page) {
  for (let left = 20; left > 0; left -= 1) {
    await page.goto(`${empty}/viec`);
    const open = page.locator("main a[href^='/viec/']");
    if ((await open.count()) === 0) return;
    await followed(page, () => open.first().click());
    await followed(page, () => page.locator("button[name=chon]").first().click());
    check((await followed(page, () => page.click("button.main"))) === 200, `${page.url()}: no decision`);
  }
  check(false, "cases do not end");
}

/** From the checklist to the frozen set: cases, then a word for each line that asks for one. */
async function freezes(page) {
  await page.goto(`${empty}/chot`);
  check((await page.locator("form[action='/chot']").count()) === 0, "something can be frozen before anything is stated");
  check(!/26[.,]\d{3}|ngày thi còn lại/i.test(await page.innerText("#kiem + ul")), "the demo counts days that never end");
  check((await page.locator("#dong-cases.bad").count()) === 1, "control: cases keep anything from being frozen");
  await decides(page);
  await page.goto(`${empty}/chot`);
  const open = page.locator("form[action='/chot/loi']:has(label:text('Vì sao vẫn chốt'))");
  for (let left = 20; (await open.count()) > 0 && left > 0; left -= 1) {
    await open.first().locator("input[name=loi]").fill("Đã xem, Hội đồng biết");
    await followed(page, () => open.first().locator("button").click());
  }
  await looked(page, "the checklist");
  await page.check("form[action='/chot'] input[type=checkbox]");
  check((await followed(page, () => page.click("form[action='/chot'] button.main"))) === 200, "nothing is frozen");
  await page.goto(`${empty}/chot/1`);
}

/** Every file of the set has its figures; the signature is made where the key is. */
async function signs(page) {
  const file = (kind) => downloaded(page, () => page.click(`a[href='/chot/1/${kind}']`));
  const json = await file("json");
  const set = JSON.parse(readFileSync(json, "utf8"));
  check(set.total.valid > 0 && set.persons.length > 0, `the set has ${set.total.valid} valid entries, ${set.persons.length} persons`);
  const names = set.persons.slice(0, 5).map((one) => one.name);
  const units = set.units.filter((one) => one.figures.valid > 0);
  check(units.length > 0, "no unit has a valid entry");
  const pdf = pdfText(await file("pdf"));
  check(names.every((name) => pdf.replace(/\s+/g, " ").includes(name.split(" ").at(-1))), `the printed set lacks ${names}`);
  check(/Page size:\s+841\.\d+ x 595/.test(tool("pdfinfo", join(folder, "so-lieu-chot-demo-1.pdf"))), "wide tables are not across");
  const figures = ({ registered, valid, on_paper: paper, one_touch: touch, took_part: part }) => [registered, valid, paper, touch, part];
  hasRows(await file("xlsx"), units.map((one) => [one.name, one.population, ...figures(one.figures)].map(String)));
  hasTexts(await file("docx"), ["BIÊN BẢN", ...names]);
  tool(program, "closing", "sign", json);
  await page.setInputFiles("#tep", `${json}.minisig`);
  check((await followed(page, () => page.click("form[action='/chot/1/chu-ky'] button.main"))) === 200, "the signature is refused");
  check((await page.innerText("dl.record")).includes("đã ký"), "the set is not signed");
  await looked(page, "a signed set");
  return readFileSync(json);
}

export async function closes() {
  await handsIn(11, 3, 60);
  const page = await as("thanh-pho", {}, empty);
  await freezes(page);
  const kept = await signs(page);
  check((await page.innerText("#sau + *")).includes("Không có gì đến sau"), "something is later than the set at once");
  const stranger = await opened({ width: 360 });
  await stranger.goto(`${empty}/du-lieu-mo`);
  await looked(stranger, "open data");
  check((await stranger.innerText("main")).includes("Tân Kỳ"), "open data have no units");
  await stranger.context().close();

  await handsIn(12, 2, 30);
  await page.goto(`${empty}/chot/1`);
  const later = await page.$$eval("section[aria-labelledby=sau] tbody tr", (rows) => rows.length);
  check(later >= 2, `${later} stations and units are listed as later than the set`);
  await looked(page, "a set with what came later");
  const again = await downloaded(page, () => page.click("a[href='/chot/1/json']"));
  check(readFileSync(again).equals(kept), "the frozen set is another one after a late bundle");
  await page.context().close();
}
