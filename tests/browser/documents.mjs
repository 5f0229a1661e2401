// Files as people open them: reports and frozen sets by LibreOffice, PDF by poppler, certificates checked by anybody.
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { deflateSync, inflateSync } from "node:zlib";
import { as, base, check, followed, looked, opened, own } from "./tools.mjs";

export const folder = mkdtempSync(join(tmpdir(), "tramso-browser-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** What LibreOffice opens at the end, all books at once and all documents at once, with what each has to show. */
const books = [], documents = [];

/** Downloads what an act on a page leads to, under the name that the server gave it. */
export async function downloaded(page, act) {
  const [file] = await Promise.all([page.waitForEvent("download"), act()]);
  const path = join(folder, file.suggestedFilename());
  await file.saveAs(path);
  return path;
}
export const tool = (name, ...args) => execFileSync(name, args, { stdio: ["ignore", "pipe", "ignore"] }).toString().normalize("NFC");
export const pdfText = (path) => tool("pdftotext", "-layout", path, "-");
const pages = (path) => Number(/Pages:\s+(\d+)/.exec(tool("pdfinfo", path))?.[1] ?? 0);

/** Letters and digits alone: who sets separators of thousands and percents where does not matter. */
const plain = (text) => text.normalize("NFC").replace(/[^\p{L}\p{N}]/gu, "");
const row = (cells) => cells.map(plain).join("|");
export const hasRows = (path, rows) => books.push([path, rows.map(row)]);
export const hasTexts = (path, texts) => documents.push([path, texts.map(plain)]);

/** A report as a page, a book and a document: one set of figures. */
export async function reportsAgree() {
  const page = await as("xa-tan-ky");
  await page.goto(`${base}/xa/${own}/bao-cao`);
  const rows = await page.$$eval("article.report table tbody tr", (rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
  check(rows.length > 5 && rows.some((cells) => /^Hợp lệ/.test(cells[0])), `the report's page has ${rows.length} rows`);
  const file = (kind) => downloaded(page, () => page.click(`form.days button[value=${kind}]`));
  hasRows(await file("xlsx"), rows);
  hasTexts(await file("docx"), ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Nơi nhận", ...rows.slice(0, 5).flat()]);
  await page.context().close();
}

/** What a stranger is shown about a file or a picture. */
async function checked(page, path) {
  await page.goto(`${base}/kiem-tra`);
  await page.setInputFiles("#tep", path);
  check((await followed(page, () => page.click("button:has-text('Kiểm tra tệp')"))) === 200, `${path} is not looked into`);
  return page.innerText("section.verdict");
}

/** Somebody opens the file and writes another name: the letters of the largest line but the title, in turn. */
function edited(path) {
  const pdf = readFileSync(path).toString("latin1");
  for (const found of pdf.matchAll(/stream\r?\n([^]*?)\r?\nendstream/g)) {
    let drawing;
    try {
      drawing = inflateSync(Buffer.from(found[1], "latin1")).toString("latin1");
    } catch {
      continue; // another kind of stream
    }
    const lines = [...drawing.matchAll(/\/\S+ 36 Tf[^]*?\[([^]*?)\]\s*TJ/g)];
    if (lines.length < 2) continue;
    const name = lines.at(-1);
    const signs = name[1].match(/\((?:\\[^]|[^\\)])*\)|<[0-9A-Fa-f\s]*>/g);
    let at = signs.length;
    const turned = name[0].replace(name[1], name[1].replace(/\((?:\\[^]|[^\\)])*\)|<[0-9A-Fa-f\s]*>/g, () => signs[(at -= 1)]));
    const other = drawing.slice(0, name.index) + turned + drawing.slice(name.index + name[0].length);
    const stream = `stream\n${deflateSync(Buffer.from(other, "latin1")).toString("latin1")}\nendstream`;
    const out = path.replace(".pdf", "-sua.pdf");
    writeFileSync(out, Buffer.from(pdf.replace(found[0], () => stream), "latin1"));
    return out;
  }
  check(false, "no name is found in the certificate's drawing");
  return path;
}

/** Issued by a clerk, printed, and checked by somebody without an account: the file, a picture of its code, an edited file. */
export async function certificates() {
  const page = await as("xa-tan-ky");
  const at = `${base}/xa/${own}/chung-nhan`;
  await page.goto(at);
  check((await followed(page, () => page.click(`form[action='/xa/${own}/chung-nhan'] button.main`))) === 200, "nothing is issued");
  await looked(page, "certificates of a unit");
  const links = page.locator("table.villages a.button");
  const count = Number(/\d+/.exec(await links.first().innerText())[0]);
  const all = await downloaded(page, () => links.first().click());
  check(pages(all) === count + 1 && pdfText(all).includes("DANH SÁCH KÝ NHẬN"), `${all}: not ${count} certificates and the list`);
  await page.locator("table.villages th a").first().click();
  const line = page.locator("table.trail tbody tr", { has: page.locator("a[href$='/tep']") }).first();
  const [name, number] = [await line.locator("th").innerText(), await line.locator("td.whole").innerText()];
  const one = await downloaded(page, () => line.locator("a[href$='/tep']").click());
  check(pages(one) === 1 && [name, number].every((text) => pdfText(one).includes(text)), `${number}.pdf has no ${name}`);
  await page.context().close();

  const stranger = await opened();
  const same = await checked(stranger, one);
  check([name, number, "đúng từng byte"].every((text) => same.includes(text)), `an honest file: ${same}`);
  await looked(stranger, "an honest certificate");
  tool("pdftoppm", "-png", "-singlefile", "-r", "110", one, one.replace(".pdf", ""));
  const photo = await checked(stranger, one.replace(".pdf", ".png"));
  check([name, number].every((text) => photo.includes(text)), `a picture of the page: ${photo}`);
  const forged = edited(one);
  check(!pdfText(forged).includes(name), "control: another name is in the edited file");
  const found = await checked(stranger, forged);
  check(found.includes("tệp khác trang đã cấp") && /Không thấy đúng như bản kê: Họ và tên\./.test(found), `an edited file: ${found}`);
  check(found.includes(name), "the true name is not shown beside the edited file");
  await looked(stranger, "an edited certificate");
  await stranger.context().close();
}

/** LibreOffice opens every book and every document that was downloaded; what they show is what pages and sets have. */
export async function opensInOffice() {
  const convert = (files, to, out) => promisify(execFile)("soffice", [
    `-env:UserInstallation=file://${join(folder, `profile-${out}`)}`, "--headless", "--norestore", "--convert-to", to, "--outdir", join(folder, out),
    ...files.map(([path]) => path),
  ]);
  // Every sheet, separated by |, as it is shown.
  const sheets = "csv:Text - txt - csv (StarCalc):124,,76,1,,0,false,true,true,false,false,-1";
  await Promise.all([convert(books, sheets, "csv"), convert(documents, "pdf", "pdf")]);
  const stem = (path) => path.split("/").at(-1).replace(/\.\w+$/, "");
  for (const [path, rows] of books) {
    const names = readdirSync(join(folder, "csv")).filter((name) => name.startsWith(`${stem(path)}-`));
    const lines = names.flatMap((name) => readFileSync(join(folder, "csv", name), "utf8").split("\n"));
    const shown = lines.map((line) => `${row(line.split("|"))}|`);
    const missing = rows.filter((wanted) => !shown.some((line) => line.startsWith(`${wanted.replace(/\|+$/, "")}|`)));
    check(names.length > 1 && missing.length === 0, `${stem(path)}.xlsx: ${names.length} sheets lack ${missing.slice(0, 5)}`);
  }
  for (const [path, texts] of documents) {
    const shown = plain(pdfText(join(folder, "pdf", `${stem(path)}.pdf`)));
    const missing = texts.filter((text) => !shown.includes(text));
    check(missing.length === 0, `${stem(path)}.docx lacks ${missing.slice(0, 5)}`);
  }
  check(books.length > 1 && documents.length > 1, "control: reports and a set are opened");
}
