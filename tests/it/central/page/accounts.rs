//! Accounts at the pages: what each role may see, when a session ends, codes.

use crate::central::{
    office::{Folder, PASSWORD, Server, Station, credentials},
    postgres::{Postgres, QUICK},
};
use crate::durability::scale::report;
use serde_json::Value;
use std::{
    collections::BTreeSet,
    fs,
    time::{Duration, Instant},
};
use tramso::{
    centre::{Access, AccountPassword, Centre, CodeSecret, Keys, PasswordHash, SignIn},
    domain::{AccountName, Moment},
    ledger,
    web::guarded_routes,
};

pub const OTHER: &str = "mot con meo vang nam tren mai ngoi cu";

/// Adds an account with the password `OTHER`.
pub fn add(folder: &Folder, more: &[&str], name: &str, role: &[&str]) {
    fs::write(folder.path("mk-rieng"), format!("{OTHER}\n")).unwrap();
    let file = folder.path("mk-rieng");
    let args = [&["user", "add", name, "--password-file", &file, "--role"], role, more].concat();
    let done = folder.run(&args);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn run(folder: &Folder, args: &[&str]) -> Value {
    let done = folder.run(&[args, &["--json"]].concat());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).unwrap()
}

/// The key of nobody.
const UNKNOWN_PERSON: &str = "nguoi=0000000000000000000000000000000000000000000000000000000000000000";

/// Method, route, path, form, and the answer to nobody, a viewer, the unit's own clerk, another unit's clerk, the city.
type Line<'t> = (&'t str, &'t str, &'t str, &'t str, [u16; 5]);

/// A message of nobody.
const UNKNOWN_STORY: &str = "nguoi=0000000000000000000000000000000000000000000000000000000000000000&loi=0000000000000000000000000000000000000000000000000000000000000000&ly_do=abuse";

/// Those of messages, of lists of One Touch and of files of figures.
const OF_PEOPLE: &[Line<'static>] = &[
    ("GET", "/lan-toa", "/lan-toa", "", [200; 5]),
    ("GET", "/lan-toa", "/lan-toa?tu=x", "", [400; 5]),
    ("GET", "/loi-chia-se", "/loi-chia-se", "", [303, 403, 200, 200, 200]),
    ("GET", "/loi-chia-se", "/loi-chia-se?o=duyet&xa=11113", "", [303, 403, 200, 200, 200]),
    ("GET", "/loi-chia-se", "/loi-chia-se?o=duyet&tu=x", "", [303, 403, 400, 400, 400]),
    ("POST", "/loi-chia-se/duyet", "/loi-chia-se/duyet", UNKNOWN_STORY, [303, 403, 403, 403, 404]),
    ("POST", "/loi-chia-se/tu-choi", "/loi-chia-se/tu-choi", UNKNOWN_STORY, [303, 403, 403, 403, 404]),
    ("POST", "/loi-chia-se/tu-choi", "/loi-chia-se/tu-choi", "nguoi=0&loi=0&ly_do=x", [303, 403, 403, 403, 400]),
    ("POST", "/loi-chia-se/rut", "/loi-chia-se/rut", "nguoi=0&luc=1", [303, 403, 403, 403, 404]),
    ("GET", "/don-vi.csv", "/don-vi.csv", "", [303, 200, 403, 403, 200]),
    ("GET", "/one-touch", "/one-touch", "", [303, 403, 403, 403, 200]),
    ("GET", "/one-touch/mau.csv", "/one-touch/mau.csv", "", [303, 403, 403, 403, 200]),
    ("POST", "/one-touch", "/one-touch", "", [303, 400, 400, 400, 400]),
    ("POST", "/one-touch/giu", "/one-touch/giu", "danh_sach=00", [303, 403, 403, 403, 409]),
    ("POST", "/one-touch/{import}/rut", "/one-touch/00/rut", "", [303, 403, 403, 403, 409]),
];

/// Those of reports.
const OF_REPORTS: &[Line<'static>] = &[
    ("GET", "/bao-cao", "/bao-cao", "", [303, 200, 403, 403, 200]),
    ("GET", "/bao-cao/tep", "/bao-cao/tep?loai=docx", "", [303, 200, 403, 403, 200]),
    ("GET", "/bao-cao/tep", "/bao-cao/tep?loai=exe", "", [303, 400, 400, 400, 400]),
    ("GET", "/xa/{unit}/bao-cao", "/xa/11113/bao-cao", "", [303, 200, 200, 403, 200]),
    ("GET", "/xa/{unit}/bao-cao", "/xa/99999/bao-cao", "", [303, 404, 403, 403, 404]),
    ("GET", "/xa/{unit}/bao-cao/tep", "/xa/11113/bao-cao/tep?loai=xlsx", "", [303, 200, 200, 403, 200]),
    ("GET", "/xa/{unit}/bao-cao/tep", "/xa/99999/bao-cao/tep?loai=csv", "", [303, 404, 403, 403, 404]),
    ("POST", "/xa/{unit}/bao-cao/nguoi", "/xa/11113/bao-cao/nguoi", "muc_dich=remind", [303, 403, 200, 403, 200]),
    ("POST", "/xa/{unit}/bao-cao/nguoi", "/xa/11113/bao-cao/nguoi", "muc_dich=x", [303, 400, 400, 400, 400]),
    (
        "GET",
        "/xa/{unit}/co-quan/{group}/chua-tham-gia.docx",
        "/xa/11113/co-quan/0a/chua-tham-gia.docx",
        "",
        [303, 403, 404, 403, 404],
    ),
];

/// Those of certificates, and of their check and the page for phones, which are for everybody.
const OF_CERTIFICATES: &[Line<'static>] = &[
    ("GET", "/kiem-tra", "/kiem-tra", "", [200; 5]),
    ("POST", "/kiem-tra", "/kiem-tra", "", [400; 5]),
    ("GET", "/kiem-tra/{code}", "/kiem-tra/GCN-000001-ABCDEFGH", "", [200; 5]),
    ("GET", "/nhan", "/nhan", "", [200; 5]),
    ("GET", "/nhan/{file}", "/nhan/trang.js", "", [200; 5]),
    ("GET", "/nhan/{file}", "/nhan/la.js", "", [404; 5]),
    ("GET", "/nhan/khoa.json", "/nhan/khoa.json", "", [200; 5]),
    ("GET", "/chung-nhan", "/chung-nhan", "", [303, 403, 403, 403, 200]),
    ("GET", "/chung-nhan", "/chung-nhan?moi=x", "", [303, 400, 400, 400, 400]),
    ("POST", "/chung-nhan/cap", "/chung-nhan/cap", "", [303, 403, 403, 403, 303]),
    ("GET", "/chung-nhan/{number}/tep", "/chung-nhan/GCN-000099/tep", "", [303, 403, 403, 403, 404]),
    ("GET", "/chung-nhan/{number}/thu-hoi", "/chung-nhan/GCN-000099/thu-hoi", "", [303, 403, 403, 403, 200]),
    (
        "POST",
        "/chung-nhan/{number}/thu-hoi",
        "/chung-nhan/GCN-000099/thu-hoi",
        "ly_do=mistake",
        [303, 403, 403, 403, 404],
    ),
    ("POST", "/chung-nhan/{number}/thu-hoi", "/chung-nhan/1/thu-hoi", "ly_do=x", [303, 400, 400, 400, 400]),
    ("GET", "/xa/{unit}/chung-nhan", "/xa/11113/chung-nhan", "", [303, 403, 200, 403, 200]),
    ("GET", "/xa/{unit}/chung-nhan", "/xa/99999/chung-nhan", "", [303, 403, 403, 403, 404]),
    ("POST", "/xa/{unit}/chung-nhan", "/xa/11113/chung-nhan", "", [303, 403, 303, 403, 303]),
    ("GET", "/xa/{unit}/chung-nhan/{part}", "/xa/11113/chung-nhan/1", "", [303, 403, 404, 403, 404]),
];

/// Those of units and of requests.
const OF_UNITS: &[Line<'static>] = &[
    ("GET", "/yeu-cau", "/yeu-cau", "", [303, 403, 200, 200, 200]),
    ("POST", "/yeu-cau", "/yeu-cau", "nguoi=x&loai=view&ai=a&ngay=1/1/2026", [303, 404, 404, 404, 404]),
    ("POST", "/yeu-cau/nguoi", "/yeu-cau/nguoi", UNKNOWN_PERSON, [303, 403, 403, 403, 404]),
    ("GET", "/yeu-cau/{id}", "/yeu-cau/99", "", [303, 403, 403, 403, 404]),
    ("POST", "/yeu-cau/{id}/xong", "/yeu-cau/99/xong", "", [303, 403, 403, 403, 404]),
    ("POST", "/yeu-cau/{id}/tu-choi", "/yeu-cau/99/tu-choi", "ly_do=x", [303, 403, 403, 403, 404]),
    ("GET", "/yeu-cau/{id}/du-lieu", "/yeu-cau/99/du-lieu", "", [303, 403, 403, 403, 404]),
    ("GET", "/yeu-cau/{id}/du-lieu.json", "/yeu-cau/99/du-lieu.json", "", [303, 403, 403, 403, 404]),
    ("GET", "/can-nhac/in", "/can-nhac/in?xa=11113", "", [303, 403, 200, 200, 200]),
    ("GET", "/xa/{unit}", "/xa/11113", "", [303, 200, 200, 403, 200]),
    ("GET", "/xa/{unit}", "/xa/99999", "", [303, 404, 403, 403, 404]),
    ("GET", "/xa/{unit}/thon", "/xa/11113/thon", "", [303, 200, 200, 403, 200]),
    ("POST", "/xa/{unit}/thon/gop", "/xa/11113/thon/gop", "ten=a&vao=b", [303, 403, 409, 403, 409]),
    ("POST", "/xa/{unit}/thon/tach", "/xa/11113/thon/tach", "ten=a", [303, 403, 409, 403, 409]),
    ("GET", "/xa/{unit}/co-quan", "/xa/11113/co-quan", "", [303, 403, 200, 403, 200]),
    ("GET", "/xa/{unit}/one-touch", "/xa/11113/one-touch", "", [303, 403, 200, 403, 200]),
    ("GET", "/xa/{unit}/one-touch", "/xa/99999/one-touch", "", [303, 403, 403, 403, 404]),
    ("POST", "/xa/{unit}/one-touch", "/xa/11113/one-touch", "danh_sach=0&nguoi=0&la=mot", [303, 403, 409, 403, 409]),
    ("POST", "/xa/{unit}/one-touch", "/xa/11113/one-touch", "danh_sach=0&nguoi=0&la=ba", [303, 403, 400, 403, 400]),
    ("POST", "/xa/{unit}/one-touch/rut", "/xa/11113/one-touch/rut", "danh_sach=0&nguoi=0", [303, 403, 409, 403, 409]),
    ("POST", "/xa/{unit}/co-quan", "/xa/11113/co-quan", "", [303, 400, 400, 400, 400]),
    ("POST", "/xa/{unit}/co-quan/giu", "/xa/11113/co-quan/giu", "danh_sach=00", [303, 403, 409, 403, 409]),
    ("POST", "/xa/{unit}/co-quan/xoa", "/xa/11113/co-quan/xoa", "id=00", [303, 403, 409, 403, 409]),
    ("POST", "/xa/{unit}/co-quan/gop", "/xa/11113/co-quan/gop", "ten=a&vao=b", [303, 403, 409, 403, 409]),
    ("POST", "/xa/{unit}/co-quan/tach", "/xa/11113/co-quan/tach", "ten=a", [303, 403, 409, 403, 409]),
    (
        "POST",
        "/xa/{unit}/co-quan/xac-nhan",
        "/xa/11113/co-quan/xac-nhan",
        "id=00&dong=1&ai=khong",
        [303, 403, 409, 403, 409],
    ),
    ("GET", "/xa/{unit}/co-quan/{group}", "/xa/11113/co-quan/0a", "", [303, 403, 404, 403, 404]),
    (
        "GET",
        "/xa/{unit}/co-quan/{group}/chua-tham-gia",
        "/xa/11113/co-quan/0a/chua-tham-gia",
        "",
        [303, 403, 404, 403, 404],
    ),
    ("GET", "/xa/{unit}/co-quan/{group}/xac-nhan", "/xa/11113/co-quan/0a/xac-nhan", "", [303, 403, 404, 403, 404]),
    ("GET", "/xa/{unit}/mau/{file}", "/xa/11113/mau/danh-sach.xlsx", "", [303, 403, 200, 403, 200]),
];

/// Those of the city's office.
const OF_OFFICE: &[Line<'static>] = &[
    ("GET", "/can-bo", "/can-bo", "", [303, 403, 403, 403, 200]),
    ("POST", "/can-bo", "/can-bo", "ten=x&vai=viewer", [303, 403, 403, 403, 422]),
    ("GET", "/can-bo/{account}", "/can-bo/xem", "", [303, 403, 403, 403, 200]),
    ("GET", "/can-bo/{account}", "/can-bo/khong-co", "", [303, 403, 403, 403, 404]),
    ("POST", "/can-bo/{account}/mat-khau", "/can-bo/khong-co/mat-khau", "", [303, 403, 403, 403, 404]),
    ("POST", "/can-bo/{account}/khoa", "/can-bo/thanh-pho/khoa", "", [303, 403, 403, 403, 409]),
    ("POST", "/can-bo/{account}/mo", "/can-bo/khong-co/mo", "", [303, 403, 403, 403, 404]),
    ("POST", "/can-bo/{account}/ma-sau-so", "/can-bo/khong-co/ma-sau-so", "", [303, 403, 403, 403, 404]),
    ("POST", "/can-bo/{account}/ma-sau-so/tat", "/can-bo/khong-co/ma-sau-so/tat", "", [303, 403, 403, 403, 404]),
    ("GET", "/goi-noi-dung", "/goi-noi-dung", "", [303, 403, 403, 403, 200]),
    ("POST", "/goi-noi-dung", "/goi-noi-dung", "", [303, 400, 400, 400, 400]),
    ("POST", "/viec/{case}/nhan", "/viec/1/nhan", "", [303, 403, 303, 403, 409]),
    ("POST", "/viec/{case}/nhan", "/viec/99/nhan", "", [303, 403, 403, 403, 409]),
    ("POST", "/viec/{case}/tha", "/viec/1/tha", "", [303, 403, 303, 403, 303]),
    ("GET", "/viec", "/viec?nhan=toi", "", [303, 200, 200, 200, 200]),
];

/// Those of prizes, of the closing and of its open data.
const OF_CLOSING: &[Line<'static>] = &[
    ("GET", "/giai-thuong", "/giai-thuong", "", [303, 403, 403, 403, 200]),
    ("GET", "/chot", "/chot", "", [303, 403, 403, 403, 200]),
    ("POST", "/chot", "/chot", "lan=1", [303, 403, 403, 403, 409]),
    ("POST", "/chot/loi", "/chot/loi", "dong=gaps&so=9&loi=x", [303, 403, 403, 403, 409]),
    ("POST", "/chot/loi", "/chot/loi", "dong=la&so=9&loi=x", [303, 403, 403, 403, 400]),
    ("GET", "/chot/{number}", "/chot/1", "", [303, 403, 403, 403, 404]),
    ("GET", "/chot/{number}/{file}", "/chot/1/json", "", [303, 403, 403, 403, 404]),
    ("POST", "/chot/{number}/chu-ky", "/chot/1/chu-ky", "", [303, 400, 400, 400, 400]),
    ("GET", "/du-lieu-mo", "/du-lieu-mo", "", [200; 5]),
    ("GET", "/du-lieu-mo.csv", "/du-lieu-mo.csv", "", [404; 5]),
    ("GET", "/du-lieu-mo.json", "/du-lieu-mo.json", "", [404; 5]),
];

/// Every route for each role: nobody, viewer, the unit's own clerk, another unit's clerk, city.
#[test]
fn every_route_answers_each_role_as_it_should() {
    let folder = Folder::new();
    add(&folder, &[], "xem", &["viewer"]);
    add(&folder, &[], "tan-ky", &["commune", "--unit", "11113"]);
    add(&folder, &[], "noi-khac", &["commune", "--unit", "11329"]);
    let server = folder.serve(&["--per-address", "0"]);
    let station = Station::new(50);
    assert_eq!(server.post("/v1/grants", &station.grant()).status, 204);
    for records in [3, 4] {
        assert_eq!(server.post("/v1/bundles", &station.bundle(records)).status, 200);
    }
    let cookies = [
        String::new(),
        server.sign_in_as("xem", OTHER),
        server.sign_in_as("tan-ky", OTHER),
        server.sign_in_as("noi-khac", OTHER),
        server.sign_in(),
    ];
    let receipt = format!("/bien-nhan/{}/1", station.of.station);
    let nobody = format!("/nguoi/{}", "ab".repeat(32));
    let of_station = format!("/tram/{}", station.of.station);
    let table: &[Line<'_>] = &[
        ("GET", "/", "/", "", [303, 200, 303, 303, 200]),
        ("GET", "/vao", "/vao", "", [200; 5]),
        ("GET", "/viec/{case}", "/viec/1", "", [303, 200, 200, 403, 200]),
        ("GET", "/viec/{case}", "/viec/99", "", [303, 409, 403, 403, 409]),
        ("GET", "/viec", "/viec", "", [303, 200, 200, 200, 200]),
        ("GET", "/viec", "/viec?o=xong&loai=fork&xa=11113&trang=2", "", [303, 200, 200, 200, 200]),
        ("GET", "/viec", "/viec?loai=la", "", [303, 400, 400, 400, 400]),
        ("POST", "/viec/{case}/ghi-chu", "/viec/1/ghi-chu", "chu=x", [303, 403, 303, 403, 303]),
        ("POST", "/viec/{case}/ghi-chu", "/viec/99/ghi-chu", "chu=x", [303, 403, 403, 403, 409]),
        ("GET", "/tram", "/tram", "", [303, 200, 200, 200, 200]),
        ("GET", "/tram/{station}", &of_station, "", [303, 200, 200, 403, 200]),
        ("GET", "/tram/{station}", "/tram/00", "", [303, 404, 403, 403, 404]),
        ("POST", "/tram/{station}/thu-hoi", "/tram/00/thu-hoi", "", [303, 403, 403, 403, 404]),
        ("GET", "/nguoi/{person}", &nobody, "", [303, 403, 403, 403, 200]),
        ("GET", "/nguoi/{person}", "/nguoi/00", "", [303, 403, 403, 403, 404]),
        ("POST", "/nguoi/{person}", &nobody, "ly_do=call", [303, 403, 403, 403, 404]),
        ("POST", "/nguoi/{person}", &nobody, "ly_do=vi+toi+muon", [303, 403, 403, 403, 400]),
        ("GET", "/nop", "/nop", "", [303, 403, 200, 200, 200]),
        ("POST", "/quyet/{case}", "/quyet/1", "word=khong", [303, 403, 403, 403, 409]),
        ("POST", "/hoan/{case}", "/hoan/1", "", [303, 403, 403, 403, 409]),
        ("GET", "/bien-nhan/{station}/{number}", &receipt, "", [303, 200, 200, 403, 200]),
        ("GET", "/v1/totals", "/v1/totals", "", [401, 200, 403, 403, 200]),
        ("GET", "/v1/totals", "/v1/totals?unit=11113", "", [401, 200, 200, 403, 200]),
        ("GET", "/phieu", "/phieu", "", [303, 200, 200, 200, 200]),
        ("POST", "/phieu/{sheet}", "/phieu/99", "chu=same", [303, 403, 403, 403, 409]),
        ("POST", "/phieu/{sheet}", "/phieu/99", "chu=khong", [303, 422, 422, 422, 422]),
        ("GET", "/can-nhac", "/can-nhac?xa=11113", "", [303, 403, 200, 200, 200]),
        ("GET", "/tim", "/tim", "", [303, 403, 200, 200, 200]),
        ("POST", "/tim", "/tim", "tim=0912345678&xa=11113", [303, 403, 200, 200, 200]),
        ("POST", "/tim", "/tim", "tim=12", [303, 403, 422, 422, 422]),
        ("GET", "/nhat-ky", "/nhat-ky", "", [303, 403, 403, 403, 200]),
        ("POST", "/nop", "/nop", "", [303, 400, 400, 400, 400]),
        ("GET", "/trang.css", "/trang.css", "", [200; 5]),
        ("GET", "/tai-khoan", "/tai-khoan", "", [303, 200, 200, 200, 200]),
        ("POST", "/mat-khau", "/mat-khau", "cu=x&moi=y&lai=z", [303, 422, 422, 422, 422]),
        ("POST", "/phien", "/phien", "cu=x", [303, 403, 403, 403, 403]),
        ("GET", "/het-phien", "/het-phien", "", [200; 5]),
        ("GET", "/ma-truy-cap", "/ma-truy-cap", "", [303, 403, 403, 403, 200]),
        ("POST", "/ma-truy-cap", "/ma-truy-cap", "ten=x&figures=1&ngay=30", [303, 403, 403, 403, 200]),
        ("POST", "/ma-truy-cap", "/ma-truy-cap", "ten=x&ngay=30", [303, 403, 403, 403, 422]),
        ("POST", "/ma-truy-cap/{token}", "/ma-truy-cap/1", "", [303, 403, 403, 403, 303]),
        ("GET", "/cau-hoi", "/cau-hoi", "", [303, 200, 403, 403, 200]),
        ("GET", "/cau-hoi", "/cau-hoi?xep=khong-co", "", [303, 400, 400, 400, 400]),
        ("GET", "/cau-hoi/{question}", "/cau-hoi/Z-999", "", [303, 404, 403, 403, 404]),
        ("GET", "/thong-ke-cau-hoi.json", "/thong-ke-cau-hoi.json", "", [303, 200, 403, 403, 200]),
        ("POST", "/vao", "/vao", "account=x&password=x", [403; 5]),
        ("POST", "/ra", "/ra", "", [303; 5]),
    ];
    let named: BTreeSet<(&str, &str)> = table
        .iter()
        .chain(OF_UNITS)
        .chain(OF_PEOPLE)
        .chain(OF_OFFICE)
        .chain(OF_CLOSING)
        .chain(OF_REPORTS)
        .chain(OF_CERTIFICATES)
        .map(|(method, route, ..)| (*method, *route))
        .collect();
    assert_eq!(named, guarded_routes().into_iter().collect(), "every route is in the table");
    // The last line of the table ends every session.
    for (method, _, path, body, expected) in OF_UNITS
        .iter()
        .chain(OF_PEOPLE)
        .chain(OF_OFFICE)
        .chain(OF_REPORTS)
        .chain(OF_CLOSING)
        .chain(OF_CERTIFICATES)
        .chain(table)
    {
        let found = cookies.iter().map(|cookie| match *method {
            "GET" => server.page(path, cookie).status,
            // The first one makes those after it wait.
            _ => Some(server.form(path, cookie, body).status).filter(|status| *status != 429).unwrap_or(403),
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "{method} {path}");
    }
}

#[test]
fn a_clerk_sees_the_own_unit_and_no_button_and_a_viewer_nothing_to_change() {
    let folder = Folder::new();
    add(&folder, &[], "xem", &["viewer"]);
    add(&folder, &[], "tan-ky", &["commune", "--unit", "11113"]);
    add(&folder, &[], "noi-khac", &["commune", "--unit", "11329"]);
    let server = folder.serve(&["--per-address", "0"]);
    let station = Station::new(51);
    assert_eq!(server.post("/v1/grants", &station.grant()).status, 204);
    for records in [3, 4] {
        assert_eq!(server.post("/v1/bundles", &station.bundle(records)).status, 200);
    }
    let cookies = ["tan-ky", "noi-khac", "xem"].map(|account| server.sign_in_as(account, OTHER));
    let pages = |cookie: &str| ["/", "/viec", "/tram"].map(|path| server.page(path, cookie).text()).concat();
    let [own, other, viewer] = cookies.each_ref().map(|cookie| pages(cookie));
    let city = pages(&server.sign_in());
    let shows = |page: &str| {
        let short = format!("/tram/{}", station.of.station);
        ["114 đơn vị", "Việc 1", &short, "href=\"/nop\"", "href=\"/nhat-ky\"", "enrol approve"]
            .map(|part| page.contains(part))
    };
    assert_eq!(shows(&city), [true, true, true, true, true, true], "{city}");
    assert_eq!(shows(&viewer), [true, true, true, false, false, false], "{viewer}");
    assert_eq!(shows(&own), [false, true, true, true, false, false], "{own}");
    assert_eq!(shows(&other), [false, false, false, true, false, false], "{other}");
    assert!(own.contains("tan-ky") && !own.contains("/hoan/"));
    let case = |cookie: &str| server.page("/viec/1", cookie).text();
    assert!(!case(&cookies[0]).contains("name=\"chon\"") && case(&cookies[0]).contains("/viec/1/ghi-chu"));
    assert!(!case(&cookies[2]).contains("name=\"chon\"") && !case(&cookies[2]).contains("/viec/1/ghi-chu"));
    let asked = server.page("/viec/1?chon=all", &cookies[0]).text();
    assert!(!asked.contains("action=\"/quyet/"), "a clerk is not even asked: {asked}");
}

/// Two servers of one database.
fn two_servers(postgres: &Postgres, name: &str) -> (Folder, String, [Server; 2]) {
    let folder = Folder::empty();
    let address = postgres.database(name);
    let done = folder.run(&["init", "--demo", "--page-passphrase-file", &folder.path("trang"), "--database", &address]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let servers = [(); 2].map(|()| folder.serve(&["--database", &address]));
    (folder, address, servers)
}

#[test]
fn a_session_that_is_ended_is_dead_at_every_server_within_a_second() {
    let postgres = Postgres::start(QUICK);
    let (folder, address, servers) = two_servers(&postgres, "phien");
    let first = servers[0].sign_in();
    let second = servers[1].form("/vao", &first, &credentials("thanh-pho", PASSWORD));
    assert_eq!(
        (second.status, servers[0].page("/", &first).status),
        (303, 303),
        "signing in again ends the session before"
    );
    let mut longest = Duration::ZERO;
    for nth in 0..10 {
        let (one, other) = (&servers[nth % 2], &servers[(nth + 1) % 2]);
        let cookie = one.sign_in();
        assert_eq!(other.page("/", &cookie).status, 200, "it holds at both");
        assert_eq!(other.page("/v1/totals", &cookie).status, 200);
        assert_eq!(one.form("/ra", &cookie, "").status, 303);
        let ended = Instant::now();
        while other.page("/", &cookie).status != 303 || other.page("/v1/totals", &cookie).status != 401 {
            assert!(ended.elapsed() < Duration::from_secs(1), "the old cookie still works");
        }
        longest = longest.max(ended.elapsed());
        assert_eq!(one.page("/", &cookie).status, 303);
    }
    report(&format!("ten sessions ended at one server: dead at the other after at most {longest:?}"));
    let more = ["--database", address.as_str()];
    add(&folder, &more, "lan", &["city"]);
    let ends: [&[&str]; 4] = [
        &["user", "password", "lan", "--password-file"],
        &["user", "totp", "lan"],
        &["user", "totp", "lan", "--off"],
        &["user", "disable", "lan"],
    ];
    let file = folder.path("mk-rieng");
    for end in ends {
        let cookie = if end.contains(&"--off") { None } else { Some(servers[0].sign_in_as("lan", OTHER)) };
        let args = if end.contains(&"--password-file") {
            [end, &[file.as_str()], &more].concat()
        } else {
            [end, &more].concat()
        };
        run(&folder, &args);
        let Some(cookie) = cookie else { continue };
        for server in &servers {
            assert_eq!(server.page("/", &cookie).status, 303, "{end:?}");
        }
    }
    let refused = servers[1].form("/vao", "", &credentials("lan", OTHER));
    assert!(refused.status == 403 && refused.text().contains("TS-M33"), "disabled: {}", refused.text());
    run(&folder, &[&["user", "enable", "lan"][..], &more].concat());
    std::thread::sleep(Duration::from_secs(2));
    servers[1].sign_in_as("lan", OTHER);
}

#[test]
fn codes_are_asked_for_and_each_is_used_once() {
    let rfc = CodeSecret::read("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").unwrap();
    for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
        assert_eq!(rfc.code(Moment(seconds * 1000)).as_deref(), Some(code), "RFC 6238, appendix B");
        assert_eq!(rfc.step_of(code, Moment(seconds * 1000 + 30_000)), Some(seconds as u64 / 30), "a step late");
        assert_eq!(rfc.step_of(code, Moment(seconds * 1000 + 90_000)), None);
    }
    let folder = Folder::new();
    let secret = run(&folder, &["user", "totp", "thanh-pho"])["secret"].as_str().unwrap().to_owned();
    let server = folder.serve(&[]);
    let now = || Moment(i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_millis()).unwrap());
    let code = CodeSecret::read(&secret).unwrap().code(now()).unwrap();
    let with = |code: &str| format!("{}&code={code}", credentials("thanh-pho", PASSWORD));
    let right = server.form("/vao", "", &with(&format!("{}+{}", &code[..3], &code[3..])));
    assert_eq!(right.status, 303, "{}", right.text());
    let device = right.headers("set-cookie")[1].split(';').next().unwrap().to_owned();
    let again = server.form("/vao", &device, &with(&code));
    assert_eq!(again.status, 403, "a code is used once");
    std::thread::sleep(Duration::from_millis(1100));
    assert_eq!(server.form("/vao", &device, &credentials("thanh-pho", PASSWORD)).status, 403, "no code");
    let log = folder.log();
    assert!(!log.contains(&secret) && !log.contains(&code));
}

#[test]
fn the_one_password_of_an_earlier_version_becomes_the_citys_account() {
    let folder = tempfile::tempdir().unwrap();
    let open = || {
        let keys = Keys::demo().unwrap();
        let ledger = ledger::open_sqlite(&folder.path().join("so-cai.db"), &keys.ledger_key()).unwrap();
        Centre::open(ledger, keys).unwrap()
    };
    let hash = PasswordHash::new(&AccountPassword::choose(PASSWORD, AccountName::CITY).unwrap()).unwrap();
    open().ledger().write(&mut |tx| tx.set_setting("page-password", hash.as_str().as_bytes())).unwrap();
    let centre = open();
    let accounts = centre.accounts(&Access::City).unwrap();
    assert_eq!(
        accounts.iter().map(|row| (row.name, row.role.as_str())).collect::<Vec<_>>(),
        [(AccountName::CITY, "city")]
    );
    let address = std::net::Ipv4Addr::LOCALHOST.into();
    let password = PASSWORD.to_owned().into();
    let tried = SignIn { account: "thanh-pho", password, code: "", address, devices: Vec::new() };
    let session = centre.sign_in(&tried, Moment(1_800_000_000_000)).unwrap();
    let person = centre.session(&session.token, Moment(1_800_000_000_001)).unwrap().unwrap();
    assert_eq!((person.account, person.access), (AccountName::CITY, Access::City));
    assert!(centre.ledger().read_tx(|tx| tx.setting("page-password")).unwrap().unwrap().is_empty());
}

#[test]
fn sessions_end_by_themselves() {
    let folder = tempfile::tempdir().unwrap();
    let keys = Keys::demo().unwrap();
    let ledger = ledger::open_sqlite(&folder.path().join("so-cai.db"), &keys.ledger_key()).unwrap();
    let centre = Centre::open(ledger, keys).unwrap();
    let hash = PasswordHash::new(&AccountPassword::choose(PASSWORD, AccountName::CITY).unwrap()).unwrap();
    let (begin, minute) = (1_800_000_000_000, 60_000);
    centre.set_page_password(&Access::City, &hash, tramso::centre::Actor::CommandLine, Moment(begin)).unwrap();
    let address = std::net::Ipv4Addr::LOCALHOST.into();
    let tried =
        || SignIn { account: "thanh-pho", password: PASSWORD.to_owned().into(), code: "", address, devices: vec![] };
    let idle = centre.sign_in(&tried(), Moment(begin)).unwrap().token;
    assert!(centre.session(&idle, Moment(begin + 30 * minute)).unwrap().is_some());
    assert!(
        centre.session(&idle, Moment(begin + 30 * minute + 1)).unwrap().is_none(),
        "half an hour without a request"
    );
    let busy = centre.sign_in(&tried(), Moment(begin)).unwrap().token;
    assert_ne!(idle, busy);
    let mut now = begin;
    while let Some(person) = centre.session(&busy, Moment(now + 20 * minute)).unwrap() {
        now += 20 * minute;
        person.prolonged.into_iter().for_each(|until| centre.prolong_session(&busy, until).unwrap());
    }
    assert!((7 * 60..=8 * 60).contains(&((now - begin) / minute)), "a working day at most: {now}");
    assert!(centre.session("0", Moment(begin)).unwrap().is_none());
}
