// What people do at the pages: a clerk's day by the keyboard alone, a list full of faults, two people and one case, what is printed.
import { readFile } from "node:fs/promises";
import { as, base, check, enter, followed, knows, looked, opened, own, printed, signIn, tabTo, violations } from "./tools.mjs";

/** Adds an account on the page; the person replaces the password that the page shows once. */
export async function joins(account, role, unit = "") {
  const city = await as("thanh-pho");
  await city.goto(`${base}/can-bo`);
  await city.fill("#ten", account);
  await city.check(`input[name=vai][value=${role}]`);
  await city.selectOption("#xa", unit);
  const added = await followed(city, () => city.click("form[action='/can-bo'] button.main"));
  check(added === 200, `${account} is not added: ${added}`);
  await looked(city, `${account} with its first password`);
  const first = await city.innerText("code.token");
  await city.context().close();
  const password = `mot cau rieng cua ${account} dai du de dung`;
  const page = await signIn(await opened(), account, first);
  check(page.url().endsWith("/tai-khoan"), `${account}: the first password opens ${page.url()}`);
  await page.fill("#cu", first);
  await page.fill("#moi", password);
  await page.fill("#lai", password);
  await followed(page, () => page.click("form[action='/mat-khau'] button.main"));
  const message = await page.locator(".done").allInnerTexts();
  check(message.some((text) => text.includes("Đã đổi mật khẩu")), `${account}: no message after the new password`);
  await page.context().close();
  await knows(account, password);
}

/** A clerk's morning without a mouse: whom to call, one person's request, a case. */
export async function aDayByKeyboard() {
  const page = await as("xa-tan-ky");
  await page.goto(`${base}/`);
  await tabTo(page, "header.bar a[href='/can-nhac']");
  check((await enter(page)) === 200, "the keyboard does not open the list of whom to remind");
  const named = await page.locator("table tbody tr th").first().innerText();
  check(named.length > 0, "nobody is to be reminded");
  await tabTo(page, "a[href^='/can-nhac/in']");
  await enter(page);
  check((await page.innerText("main")).includes(named), "who is to be reminded is not on the sheets");
  await page.goBack();
  await tabTo(page, "header.bar a[href='/tim']");
  await enter(page);
  await tabTo(page, "#tim");
  await page.keyboard.type(named);
  await enter(page);
  check((await page.locator("table tbody tr").count()) > 0, "who is on the list is not found");
  await tabTo(page, "form[action='/yeu-cau/nguoi'] button");
  await enter(page);
  await looked(page, "a new request");
  await tabTo(page, "input[name=loai]");
  await page.keyboard.press("Space");
  await tabTo(page, "#ai");
  await page.keyboard.type("đến trụ sở xã");
  await tabTo(page, "form[action='/yeu-cau'] button.main");
  await enter(page);
  check(/\/yeu-cau\/\d+/.test(page.url()), `a request is not written down: ${page.url()}`);
  await looked(page, "a request");
  await tabTo(page, "a[href$='/du-lieu']");
  await enter(page);
  check((await page.innerText("main")).includes(named), "the data are not the person's");
  await looked(page, "a person's data");
  await page.goto(`${base}/viec`);
  if (await page.locator("main a[href^='/viec/']").count()) {
    await tabTo(page, "main a[href^='/viec/']");
    await enter(page);
    await tabTo(page, "#chu");
    await page.keyboard.type("đã gọi trạm");
    await tabTo(page, "form[action$='/ghi-chu'] button");
    await enter(page);
    check((await page.innerText(".notes")).includes("đã gọi trạm"), "a note is not kept");
  }
  await tabTo(page, "form[action='/ra'] button");
  await enter(page);
  check(page.url().endsWith("/vao"), "the keyboard does not sign out");
  await page.context().close();
}

/** Columns that are missing, people without a name, years that are none, people twice. */
const FAULTY = ["Họ và tên,Năm sinh,Cơ quan", "Nguyễn Văn An,1980,Trường A", ",1981,Trường A", "Trần Thị Bình,19x0,Trường A",
  "Lê Văn Cường,3000,Trường A", "Phạm Thị Dung,1970,", "Nguyễn Văn An,1980,Trường A"].join("\r\n");
const LISTS = [["can-sua.csv", FAULTY, 4], ["sai-cot.csv", "Cột lạ,Cột khác\r\nmột,hai", 1], ["trong.csv", "", 1],
  ["khong-phai.xlsx", "PK\u0003\u0004 không phải bảng tính", 1]];

/** Every list with faults is refused with all of them, by line and column, and nothing of it is kept. */
export async function aListOfFaults() {
  const page = await as("xa-tan-ky");
  const at = `${base}/xa/${own}/co-quan`;
  await page.goto(at);
  const before = await page.innerText("main");
  for (const [name, content, least] of LISTS) {
    await page.goto(at);
    await page.setInputFiles("#tep", { name, mimeType: "text/csv", buffer: Buffer.from(content) });
    await page.fill("#ngay", await page.getAttribute("#ngay", "max"));
    const status = await followed(page, () => page.click("button.main"));
    check(status === 422, `${name}: ${status}`);
    const faults = await page.locator("table.trail tbody tr").allInnerTexts();
    check(faults.length >= least, `${name}: ${faults.length} faults: ${faults}`);
    await looked(page, name);
  }
  await page.goto(at);
  const tidy = (text) => text.replace(/Số liệu lúc [\d/: ]+/, "");
  check(tidy(await page.innerText("main")) === tidy(before), "something of a faulty list was kept");
  await page.setInputFiles("#tep", { name: "dung.csv", mimeType: "text/csv", buffer: Buffer.from("Họ và tên,Năm sinh,Cơ quan\r\nNguyễn Văn An,1980,Trường A") });
  await page.fill("#ngay", await page.getAttribute("#ngay", "max"));
  check((await followed(page, () => page.click("button.main"))) === 200, "control: a list without faults is read");
  await page.context().close();
}

/** Two people and one case: the second is shown who was first, and nothing is taken or decided twice. */
export async function oneCase() {
  const [one, two] = [await as("thanh-pho"), await as("lan")];
  await one.goto(`${base}/viec`);
  const href = await one.locator("main a[href^='/viec/']").first().getAttribute("href");
  for (const page of [one, two]) await page.goto(base + href);
  const take = (page) => followed(page, () => page.click(`form[action='${href}/nhan'] button`));
  check((await take(one)) === 200, "a case is not taken");
  check((await take(two)) === 409 && (await two.innerText("body")).includes("thanh-pho"), "a case is taken twice");
  await two.goto(`${base}/viec`);
  check((await two.innerText("main")).includes("thanh-pho nhận"), "the list does not show who has taken a case");
  await one.goto(`${base}/viec?nhan=toi`);
  check((await one.locator("main a[href^='/viec/']").count()) === 1, "who has taken a case does not find it");
  for (const page of [one, two]) {
    await page.goto(base + href);
    await followed(page, () => page.locator("button[name=chon]").first().click());
    check((await violations(page)).length === 0, `${href} has findings`);
  }
  const decide = (page) => followed(page, () => page.click("button.main"));
  const [first, second] = [await decide(one), await decide(two)];
  check(first === 200 && second === 409, `two decisions: ${first} and ${second}`);
  await one.context().close();
  await two.context().close();
}

/** The path of a unit with people of One Touch who wait for a word; the demo has some. */
export async function unitWithPairs() {
  const page = await as("thanh-pho");
  await page.goto(`${base}/`);
  const units = await page.$$eval("table.units tbody th a", (links) => links.map((link) => link.getAttribute("href")));
  let found = null;
  for (const unit of units) {
    await page.goto(`${base}${unit}/one-touch`);
    if ((await page.locator("button[value=mot]").count()) > 1) found ??= unit;
    if (found) break;
  }
  await page.context().close();
  check(found !== null, "nobody of One Touch waits");
  return found;
}

/** Somebody of a list is somebody of a station: confirmed, shown as confirmed, taken back, and asked again. */
export async function whoIsWho() {
  const unit = await unitWithPairs();
  if (!unit) return;
  const page = await as("thanh-pho");
  await page.goto(`${base}${unit}/one-touch`);
  const count = () => page.locator("button[value=mot]").count();
  const before = await count();
  check((await followed(page, () => page.locator("button[value=mot]").first().click())) === 200, "a pair is not confirmed");
  check((await page.innerText(".done")).includes("là một người") && (await count()) === before - 1, "a pair still waits");
  await looked(page, `${unit}/one-touch`);
  await page.click("details:not(.menu) summary");
  check((await followed(page, () => page.click(`form[action='${unit}/one-touch/rut'] button`))) === 200, "it is not taken back");
  check((await count()) === before, "what was taken back is not asked again");
  await page.context().close();
}

/** What is printed has pages and text: sheets for the villages, letters, lists to confirm, and the pages themselves. */
export async function prints() {
  const page = await as("xa-tan-ky");
  await page.goto(`${base}/xa/${own}/co-quan`);
  const group = await page.$$eval("table.groups a", (links) => links.map((link) => link.getAttribute("href"))[0]);
  check(group !== undefined, "the demo has no roster");
  const sheets = [[`/can-nhac/in?xa=${own}`, "NGƯỜI CẦN NHẮC"], [`${group}/chua-tham-gia`, "CHƯA THAM GIA"],
    [`${group}/xac-nhan`, "XÁC NHẬN"], [`/xa/${own}`, "Tân Kỳ"], [`/xa/${own}/thon`, "Hợp lệ"], [`/xa/${own}/bao-cao`, "TM. ỦY BAN NHÂN DÂN"], [`/can-nhac?xa=${own}`, "Cần nhắc"]];
  for (const [path, text] of sheets) {
    await page.goto(base + path);
    const paper = await printed(page);
    check(paper.pages > 0 && paper.text.toUpperCase().includes(text.toUpperCase()), `${path}: ${paper.pages} pages without «${text}»`);
    check(!/Đăng xuất|Bấm Ctrl/.test(paper.text), `${path}: what is for the screen is printed`);
  }
  await page.context().close();
}

/** A report as each kind of file, with one click each; the list of people, once a purpose is chosen. */
export async function downloads() {
  const page = await as("xa-tan-ky");
  await page.goto(`${base}/xa/${own}/bao-cao`);
  const kinds = await page.$$eval("form.days button[name=loai]", (buttons) => buttons.map((button) => button.value));
  check(kinds.length === 6, `kinds of files: ${kinds}`);
  for (const kind of kinds) {
    const [file] = await Promise.all([page.waitForEvent("download"), page.click(`form.days button[value=${kind}]`)]);
    const bytes = await readFile(await file.path());
    const packed = ["docx", "xlsx"].includes(kind);
    check(file.suggestedFilename().includes(own) && bytes.length > 300, `${kind}: ${file.suggestedFilename()}, ${bytes.length} bytes`);
    check((bytes.subarray(0, 2).toString() === "PK") === packed, `${kind}: another kind of file`);
  }
  await page.click("summary:has-text('Danh sách người')");
  await page.selectOption("#muc-dich", "remind");
  const [list] = await Promise.all([page.waitForEvent("download"), page.click("text=Tải danh sách")]);
  check(list.suggestedFilename().startsWith(`danh-sach-${own}`), list.suggestedFilename());
  await page.context().close();
}
