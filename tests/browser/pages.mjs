// The centre's pages in a real browser. The demo centre and an empty one are started by .ci/browser.
import { closes } from "./closing.mjs";
import { certificates, opensInOffice, reportsAgree } from "./documents.mjs";
import { looks } from "./looks.mjs";
import { carries } from "./phone.mjs";
import { as, base, browser, check, empty, knows, looked, opened, printed, results } from "./tools.mjs";
import { aDayByKeyboard, aListOfFaults, downloads, joins, oneCase, prints, whoIsWho } from "./work.mjs";

const begun = Date.now();
await knows("thanh-pho", process.env.TRAMSO_CITY);
await knows("xa-tan-ky", process.env.TRAMSO_CLERK);
await knows("thanh-pho", process.env.TRAMSO_EMPTY_CITY, empty);
await joins("nguoi-xem", "viewer");
await joins("lan", "city");
for (const part of [looks, aListOfFaults, oneCase, whoIsWho, prints, downloads, reportsAgree, certificates, closes, opensInOffice, carries, aDayByKeyboard]) {
  const at = Date.now();
  await part();
  console.log(`${part.name}: ${Math.round((Date.now() - at) / 1000)} s`);
}

/** Runs what must find a fault, and takes away the fault that it found. */
async function finds(what, act) {
  const before = results.faults.length;
  await act();
  const found = results.faults.splice(before);
  if (found.length === 0) results.faults.push(`control: ${what} is not found`);
}

// Controls: what is planted is found.
const page = await as("thanh-pho");
const planted = async (path, plant) => {
  await page.goto(base + path);
  await page.evaluate(plant);
  await looked(page, path);
};
await finds("a field without its label", () => planted("/tim", () => document.querySelectorAll("label").forEach((label) => label.remove())));
await finds("a wide page", () => planted("/", () => document.body.insertAdjacentHTML("beforeend", "<div style='width:3000px'>x</div>")));
await finds("a value of a program", () => planted("/viec", () => document.querySelector("main").append("entries=34")));
await finds("text that is too pale in the dark", async () => {
  const dark = await as("thanh-pho", { dark: true });
  await dark.goto(`${base}/`);
  await dark.evaluate(() => document.querySelector("h1").setAttribute("style", "color:#333"));
  await looked(dark, "/");
});
await finds("a paper without its text", async () => {
  const blank = await opened();
  const paper = await printed(blank);
  check(paper.text.includes("CHƯA THAM GIA"), "blank");
});

await browser.close();
const seconds = Math.round((Date.now() - begun) / 1000);
console.log(`${results.checks} checks, ${results.faults.length} faults, ${seconds} s`);
results.faults.forEach((fault) => console.log(`  ${fault}`));
process.exit(results.faults.length === 0 ? 0 : 1);
