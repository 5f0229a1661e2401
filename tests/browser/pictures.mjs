// Takes the pictures of the handbooks from the demo centre's own pages: `.ci/browser pictures`. Look at each before it is kept.
import { as, base, browser, enter, followed, knows, own } from "./tools.mjs";
import { joins, unitWithPairs } from "./work.mjs";

await knows("thanh-pho", process.env.TRAMSO_CITY);
await knows("xa-tan-ky", process.env.TRAMSO_CLERK);

const COMMUNE = "docs/so-tay-xa/anh", CITY = "docs/so-tay-trung-tam/anh";

/** The first link of a page that begins so. */
const first = (page, begins) => page.$$eval("main a", (links, begins) => links.map((link) => link.getAttribute("href")).find((href) => href?.startsWith(begins)), begins);

/** Somebody of the list of whom to remind is looked for by name. */
async function searches(page) {
  await page.goto(`${base}/can-nhac`);
  const named = await page.locator("table tbody tr th").first().innerText();
  await page.goto(`${base}/tim`);
  await page.fill("#tim", named);
  await page.focus("#tim");
  await enter(page);
}

/** A request of that person is written down. */
async function asks(page) {
  await searches(page);
  await followed(page, () => page.locator("form[action='/yeu-cau/nguoi'] button").first().click());
  await page.locator("input[name=loai]").first().check();
  await page.fill("#ai", "đến trụ sở xã");
  await followed(page, () => page.click("form[action='/yeu-cau'] button.main"));
}

// A unit with people of One Touch who wait; its clerk gets an account.
const waiting = await unitWithPairs();
await joins("xa-phuong", "commune", waiting.split("/").pop());

const opens = (path) => (page) => page.goto(base + path);
const below = (path, begins) => async (page) => {
  await page.goto(base + path);
  await page.goto(base + (await first(page, begins)));
};

/** Folder, name, account, width and height, and how the page is come to. */
const PICTURES = [
  [COMMUNE, "hom-nay", "xa-tan-ky", [1000, 900], opens(`/xa/${own}`)],
  [COMMUNE, "thon", "xa-tan-ky", [1000, 620], opens(`/xa/${own}/thon`)],
  [COMMUNE, "co-quan", "xa-tan-ky", [1000, 900], opens(`/xa/${own}/co-quan`)],
  [COMMUNE, "mot-co-quan", "xa-tan-ky", [1000, 760], below(`/xa/${own}/co-quan`, `/xa/${own}/co-quan/`)],
  [COMMUNE, "bao-cao", "xa-tan-ky", [1000, 900], opens(`/xa/${own}/bao-cao`)],
  [COMMUNE, "can-nhac", "xa-tan-ky", [1000, 760], opens("/can-nhac")],
  [COMMUNE, "chung-nhan", "xa-tan-ky", [1000, 620], opens(`/xa/${own}/chung-nhan`)],
  [COMMUNE, "tim-nguoi", "xa-tan-ky", [1000, 520], searches],
  [COMMUNE, "phieu-giay", "xa-tan-ky", [1000, 700], opens("/phieu")],
  [COMMUNE, "nop-tep", "xa-tan-ky", [1000, 480], opens("/nop")],
  [COMMUNE, "yeu-cau", "xa-tan-ky", [1000, 800], asks],
  [COMMUNE, "one-touch", "xa-phuong", [1000, 620], opens(`${waiting}/one-touch`)],
  [COMMUNE, "dien-thoai", "xa-tan-ky", [360, 640], async (page) => {
    await page.goto(`${base}/xa/${own}`);
    await page.click("details.menu summary");
  }],
  [CITY, "tong-quan", "thanh-pho", [1000, 900], opens("/")],
  [CITY, "viec", "thanh-pho", [1000, 760], opens("/viec")],
  [CITY, "mot-viec", "thanh-pho", [1000, 760], below("/viec", "/viec/")],
  [CITY, "tram", "thanh-pho", [1000, 760], opens("/tram")],
  [CITY, "cau-hoi", "thanh-pho", [1000, 760], opens("/cau-hoi")],
  [CITY, "one-touch", "thanh-pho", [1000, 760], opens("/one-touch")],
  [CITY, "loi-chia-se", "thanh-pho", [1000, 760], opens("/loi-chia-se")],
  [CITY, "can-bo", "thanh-pho", [1000, 620], opens("/can-bo")],
];

for (const [folder, name, account, [width, height], comes] of PICTURES) {
  const page = await as(account, { width });
  await page.setViewportSize({ width, height });
  await comes(page);
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: `${folder}/${name}.png`, scale: "css" });
  await page.context().close();
  console.log(`${folder}/${name}.png`);
}
await browser.close();
