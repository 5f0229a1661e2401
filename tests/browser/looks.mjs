// Every page as each role, at a desk's width and a phone's, in light and dark; and every page of a centre that has nothing yet.
import { RULES, as, base, check, empty, enter, looked, other, overflow, own, tabTo, violations } from "./tools.mjs";

/** What only the city opens, what only they who see people open, and what nobody may do to another unit. */
const CITY = ["/can-bo", "/goi-noi-dung", "/nhat-ky", "/ma-truy-cap"];
const PEOPLE = ["/tim", "/can-nhac", "/yeu-cau", "/nop", `/xa/${own}/co-quan`, `/xa/${own}/one-touch`];
const OF_OTHERS = [`/xa/${other}`, `/xa/${other}/bao-cao`, `/xa/${other}/thon`, `/xa/${other}/co-quan`];
/** What each account is refused. */
const REFUSED = { "thanh-pho": [], "xa-tan-ky": [...CITY, ...OF_OTHERS], "nguoi-xem": [...CITY, ...PEOPLE] };

/** The pages of the navigation, those below a unit, and the first page below each list. */
async function pages(page, at) {
  await page.goto(`${at}/`);
  const named = await page.$$eval("header.bar nav a", (links) => links.map((link) => link.getAttribute("href")));
  const list = new Set([...named, "/tai-khoan", `/xa/${own}`, `/xa/${own}/thon`, `/xa/${own}/bao-cao`]);
  if (named.includes("/tim")) list.add(`/xa/${own}/co-quan`).add(`/xa/${own}/one-touch`);
  if (named.includes("/nhat-ky")) list.add("/goi-noi-dung").add("/can-bo/thanh-pho").add(`/can-nhac?xa=${own}`);
  list.add("/viec?o=sau").add("/viec?o=xong").add("/tram?loc=im");
  for (const [from, below] of [["/viec", "/viec/"], ["/tram", "/tram/"], ["/cau-hoi", "/cau-hoi/"], [`/xa/${own}/co-quan`, `/xa/${own}/co-quan/`]]) {
    if (!list.has(from)) continue;
    await page.goto(at + from);
    const href = await page.$$eval("main a", (links, below) => links.map((link) => link.getAttribute("href")).find((href) => href?.startsWith(below)), below);
    if (href) list.add(href.split("#")[0]);
  }
  return [...list];
}

async function opens(page, path, who, at, rules) {
  const answer = await page.goto(at + path);
  check(answer.status() === 200, `${who} ${path}: ${answer.status()}`);
  await looked(page, `${who} ${path}`, rules);
  await frames(page, `${who} ${path}`);
}

/** Above a page is a row of groups and one of pages at a desk, a name and a folded menu on a phone; the page that is open is marked once. */
async function frames(page, at) {
  const { height, marked } = await page.evaluate(() => ({
    height: document.querySelector("header.bar").offsetHeight,
    marked: [...document.querySelectorAll("header.bar [aria-current=page]")].filter((link) => link.checkVisibility()).length,
  }));
  check(height <= 100, `${at}: ${height} px of navigation`);
  const isPhone = (await page.viewportSize()).width < 600;
  check(marked === (isPhone && !page.url().endsWith("/tai-khoan") ? 0 : 1), `${at}: ${marked} pages are marked as open`);
}

/** On a phone the menu is folded, opens by the keyboard alone, and leads to each page of the role. */
async function unfolds(account) {
  const [wide, phone] = [await as(account), await as(account, { width: 360 })];
  await wide.goto(`${base}/viec`);
  await phone.goto(`${base}/viec`);
  const groups = await wide.$$eval("header.bar .groups a", (links) => links.length);
  check(groups >= 3 && groups <= 6, `${account}: ${groups} groups of pages`);
  check(!(await phone.isVisible("header.bar .menu nav")), `${account}: the menu is not folded`);
  await tabTo(phone, "header.bar .menu summary");
  await phone.keyboard.press("Enter");
  check(await phone.isVisible("header.bar .menu nav a[aria-current=page]"), `${account}: the menu does not open`);
  await looked(phone, `${account}: the open menu`);
  await tabTo(phone, "header.bar .menu a[href='/tram']");
  check((await enter(phone)) === 200 && phone.url().endsWith("/tram"), `${account}: the menu leads nowhere`);
  for (const page of [wide, phone]) await page.context().close();
}

async function skips(page, who) {
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement.className);
  check(first === "skip", `${who} ${page.url()}: the first Tab is not at the skip link`);
  await page.keyboard.press("Enter");
  // The browser goes there in its own time.
  await page.waitForURL(/#noi-dung$/, { timeout: 5_000 }).catch(() => {});
  check(page.url().endsWith("#noi-dung"), `${who} ${page.url()}: the skip link leads nowhere`);
}

/** Every page of an account at a desk, on a phone, and on one of them in the dark. */
async function everyPage(account, at, dark) {
  const first = await as(account, {}, at);
  const list = await pages(first, at);
  await first.context().close();
  for (const look of [{ width: 1280 }, { width: 360 }, { width: dark, dark: true }]) {
    const page = await as(account, look, at);
    const who = `${account} ${look.width}${look.dark ? " dark" : ""}`;
    const rules = look.dark ? RULES.colours : look.width === 360 ? RULES.shape : RULES.all;
    for (const path of list) {
      await opens(page, path, who, at, rules);
      if (rules === RULES.all) await skips(page, who);
    }
    await page.context().close();
  }
  return list;
}

/** Every page of an account, and what it is refused. */
async function role(account, dark) {
  const list = await everyPage(account, base, dark);
  await unfolds(account);
  const page = await as(account);
  for (const path of REFUSED[account]) {
    const answer = await page.goto(base + path);
    check(answer.status() === 403, `${account} ${path}: ${answer.status()}`);
    check((await violations(page)).length === 0, `${account} ${path}: the refusal has findings`);
  }
  if (account === "nguoi-xem") await changesNothing(page, list);
  await page.context().close();
}

/** Between a desk and a phone no page is wider than the window, and the navigation stays as low. */
async function tablets(account) {
  const first = await as(account);
  const list = await pages(first, base);
  await first.context().close();
  for (const width of [740, 900]) {
    const page = await as(account, { width });
    for (const path of list) {
      await page.goto(base + path);
      const wide = await overflow(page);
      check(wide <= 0, `${account} ${width} ${path}: ${wide} px wider than the window`);
      const height = await page.evaluate(() => document.querySelector("header.bar").offsetHeight);
      check(height <= 100, `${account} ${width} ${path}: ${height} px of navigation`);
    }
    await page.context().close();
  }
}

/** Two at a time: so many processors has the smallest machine that the suite runs on. */
export async function looks() {
  await Promise.all([tablets("thanh-pho"), tablets("xa-tan-ky")]);
  await Promise.all([role("thanh-pho", 1280), role("xa-tan-ky", 360).then(() => role("nguoi-xem", 1280)).then(() => everyPage("thanh-pho", empty, 360))]);
}

/** A viewer is offered nothing that changes anything but the own account. */
async function changesNothing(page, list) {
  for (const path of list) {
    if (path === "/tai-khoan") continue;
    await page.goto(base + path);
    const forms = await page.$$eval("form[method=post]", (forms) => forms.map((form) => form.getAttribute("action")));
    check(forms.every((action) => action === "/ra"), `nguoi-xem ${path}: offers ${forms}`);
  }
}
