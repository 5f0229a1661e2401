//! The city's overview: order, search, squares, days, and how much of it goes over the wire.

use crate::central::office::{Folder, Reply, Server, Station};
use crate::days;
use crate::judging::stage;
use tramso::{
    centre::Keys,
    crypto::demo_centre,
    domain::{Date, IdNumber, PersonKeySource},
    ledger::{self, Counts, Scope, TallyKey},
    record::{Body, person_key},
};

fn serving(folder: &Folder) -> (Server, String) {
    let server = folder.serve(&["--per-address", "0"]);
    let cookie = server.sign_in();
    (server, cookie)
}

/// The names of the table's units, in its order.
fn names(page: &Reply) -> Vec<String> {
    let text = page.text();
    let table = text.split("<table class=\"units\">").nth(1).unwrap_or_default();
    let rows = table.split("<th scope=\"row\"><a href=\"/xa/").skip(1);
    rows.map(|row| row.split('>').nth(1).unwrap().split('<').next().unwrap().to_owned()).collect()
}

fn bare(name: &str) -> &str {
    ["Xã ", "Phường ", "Đặc khu "].iter().find_map(|kind| name.strip_prefix(kind)).unwrap()
}

/// Sums as judging would have them.
fn add(folder: &Folder, changes: &[(TallyKey, Counts)]) {
    let ledger = ledger::open_sqlite(&folder.centre().join("so-cai.db"), &Keys::demo().unwrap().ledger_key()).unwrap();
    ledger.write(&mut |tx| tx.add_tallies(changes)).unwrap();
    // What another program has changed is shown a quarter of a second later.
    std::thread::sleep(std::time::Duration::from_millis(300));
}

fn key(scope: Scope, unit: &str, day: i32) -> TallyKey {
    TallyKey { scope, unit: unit.to_owned(), name: String::new(), day }
}

fn today() -> i32 {
    i32::try_from((days::today_for_a_while() - Date::default()).num_days()).unwrap()
}

#[test]
fn units_are_in_vietnamese_order_sorted_by_heads_and_found_without_marks() {
    let folder = Folder::new();
    let (server, cookie) = serving(&folder);
    let counts = |registered, valid| Counts { registered, finished: valid, valid, ..Counts::default() };
    add(&folder, &[(key(Scope::Unit, "11113", 0), counts(900, 40)), (key(Scope::Unit, "11329", 0), counts(50, 45))]);
    let page = |query: &str| {
        let page = server.page(&format!("/{query}"), &cookie);
        assert_eq!(page.status, 200, "{query}");
        page
    };
    let by_name = names(&page(""));
    assert_eq!(by_name.len(), 114);
    let at = |begin: &str| by_name.iter().rposition(|name| bare(name).starts_with(begin)).unwrap();
    let first = |begin: &str| by_name.iter().position(|name| bare(name).starts_with(begin)).unwrap();
    assert!(at("D") < first("Đ") && at("Đ") < first("G"), "Đ after every D: {by_name:?}");
    let reversed: Vec<String> = by_name.iter().rev().cloned().collect();
    assert_eq!(names(&page("?xep=-ten")), reversed);
    let registered = names(&page("?xep=dangky"));
    assert_eq!(server.page("/xa/khong-co", &cookie).status / 100, 4);
    let units = ["Tân Kỳ"];
    assert!(bare(&registered[0]) == units[0], "{:?}", &registered[..3]);
    assert_eq!(names(&page("?xep=-dangky")).last(), registered.first());
    assert_ne!(names(&page("?xep=so"))[0], registered[0], "45 are more than 40");
    assert_eq!(names(&page("?xep=khong-co")), by_name);
    let sorted = page("?xep=so").text();
    assert!(sorted.contains("aria-sort=\"descending\"") && sorted.contains("href=\"/?xep=-so#don-vi\""), "{sorted}");
    assert_eq!(sorted.matches("aria-sort").count(), 1);
    let found = page("?tim=tan+ky&xep=so");
    assert!(names(&found).iter().any(|name| name.ends_with("Tân Kỳ")) && names(&found).len() < 10);
    assert!(found.text().contains("href=\"/?xep=-so&#38;tim=tan%20ky#don-vi\""), "{}", found.text());
    assert_eq!(names(&page("?tim=11113")).len(), 1, "by the code");
    let none = page("?tim=%3Cscript%3E");
    assert!(names(&none).is_empty() && none.text().contains("&#60;script&#62;") && !none.text().contains("<script"));
}

#[test]
fn squares_and_days_state_in_words_and_figures_what_they_draw() {
    let folder = Folder::new();
    let (server, cookie) = serving(&folder);
    let empty = server.page("/", &cookie).text();
    assert!(
        empty.contains("Chưa có số liệu ngày nào") && empty.contains("<b>114</b>"),
        "no unit has a station: {empty}"
    );
    let station = Station::new(71);
    assert_eq!(server.post("/v1/grants", &station.grant()).status, 204);
    let waits = server.page("/", &cookie).text();
    assert!(waits.contains("<li class=\"s0\"><a href=\"/xa/11113\""), "nothing was reported yet: {waits}");
    assert!(waits.contains("1 trạm, chưa nộp lần nào") && waits.contains("<b>chưa rõ</b>"));
    let all = |registered, valid| Counts { registered, finished: valid, valid, ..Counts::default() };
    let day = |registered, valid| Counts { registered, valid, ..Counts::default() };
    add(
        &folder,
        &[
            (key(Scope::Unit, "11113", 0), all(1200, 800)),
            (key(Scope::Day, "11113", today() - 4), day(700, 300)),
            (key(Scope::Day, "11113", today() - 1), day(420, 400)),
            (key(Scope::Day, "11113", today()), day(80, 100)),
        ],
    );
    let page = server.page("/", &cookie).text();
    assert!(page.contains("hôm nay +80, hôm qua +420") && page.contains("hôm nay +100, hôm qua +400"), "{page}");
    let table = page.split("<table class=\"days\">").nth(1).unwrap().split("</table>").next().unwrap();
    assert_eq!(table.matches("<th scope=\"row\">").count(), 5, "days on which nothing was are among them");
    assert!(table.contains("data-label=\"Đăng ký, cộng dồn\">1.200<") && table.contains("\">1.120<"), "{table}");
    let line = page.split("<polyline class=\"valid\" points=\"").nth(1).unwrap().split('"').next().unwrap();
    let heights: Vec<i64> = line.split(' ').map(|point| point.split(',').nth(1).unwrap().parse().unwrap()).collect();
    assert!(heights.len() == 6 && heights.windows(2).all(|pair| pair[0] >= pair[1]), "the sum never falls: {line}");
    assert_eq!(page.matches("<li class=\"s").count(), 114 + 6, "squares and what their shades mean");
    let shades = page.split("class=\"shades\"").nth(1).unwrap().split("</ul>").next().unwrap();
    let counted = shades
        .split("</svg>")
        .skip(1)
        .map(|rest| rest.split("</li>").next().unwrap().rsplit(' ').next().unwrap().parse::<usize>().unwrap());
    assert_eq!(counted.sum::<usize>(), 114, "{shades}");
    assert!(page.contains("<b>400</b>") && page.contains("người đã đăng ký mà chưa làm đủ các phần"));
}

#[test]
fn pages_without_a_secret_are_compressed_for_who_asks_and_no_others() {
    let folder = Folder::new();
    let (server, cookie) = serving(&folder);
    let with = |path: &str, takes: &str| {
        server.send("GET", path, &[("Cookie", cookie.as_str()), ("Accept-Encoding", takes)], b"")
    };
    let coding = |reply: &Reply| reply.header("content-encoding");
    for path in ["/", "/trang.css"] {
        let packed = with(path, "gzip, deflate, br");
        let plain = with(path, "br");
        assert_eq!((packed.status, coding(&packed).as_deref(), coding(&plain)), (200, Some("gzip"), None), "{path}");
        assert_eq!(packed.header("vary").as_deref(), Some("accept-encoding"));
        assert!(packed.body.starts_with(&[0x1f, 0x8b]) && packed.body.len() * 2 < plain.body.len());
        assert!(packed.body.len() < 60_000, "{path}: {} bytes", packed.body.len());
    }
    assert_eq!(coding(&with("/", "gzip;q=0, identity")), None);
    for path in ["/tim", "/tai-khoan", "/can-nhac?xa=11113", "/vao", "/nop", "/nhat-ky"] {
        let reply = with(path, "gzip");
        assert_eq!((reply.status, coding(&reply)), (200, None), "{path} shows people, or a password that was made");
    }
    let (packed, plain) = (with("/", "gzip").body.len(), with("/", "br").body.len());
    crate::durability::scale::report(&format!("overview of 114 units: {plain} bytes, {packed} on the wire"));
}

#[test]
fn a_station_is_shown_and_revoked_after_a_question() {
    let folder = Folder::new();
    let (server, cookie) = serving(&folder);
    let station = Station::new(72);
    assert_eq!(server.post("/v1/grants", &station.grant()).status, 204);
    let path = format!("/tram/{}", station.of.station);
    let list = |query: &str| {
        let page = server.page(&format!("/tram{query}"), &cookie).text();
        page.split("id=\"goi-noi-dung\"").next().unwrap().to_owned()
    };
    let is_listed = |query: &str| list(query).contains(&format!("href=\"{path}\""));
    assert_eq!(
        ["", "?loc=im", "?loc=thieu", "?loc=cho", "?loc=thuhoi"].map(is_listed),
        [true, true, false, false, false]
    );
    assert_eq!(server.post("/v1/bundles", &station.bundle(3)).status, 200);
    assert_eq!(["", "?loc=im", "?xa=11113", "?xa=11329"].map(is_listed), [true, false, true, false]);
    let shown = server.page(&path, &cookie).text();
    assert!(shown.contains("tramso ") && shown.contains("1 gói") && shown.contains("hôm nay"), "{shown}");
    assert!(!shown.contains("/thu-hoi\"") && shown.contains("?hoi=thuhoi#thu-hoi"), "nothing is revoked by one press");
    assert!(server.page(&format!("{path}?hoi=thuhoi"), &cookie).text().contains("action=\"/tram/"));
    let done = server.form(&format!("{path}/thu-hoi"), &cookie, "");
    assert_eq!((done.status, done.header("location").unwrap()), (303, format!("{path}?xong=thuhoi")));
    assert!(server.page(&path, &cookie).text().contains("Trạm đã bị thu hồi"));
    assert_eq!(["?loc=thuhoi", "?loc=im"].map(is_listed), [true, false]);
    assert_eq!(server.form(&format!("{path}/thu-hoi"), &cookie, "").status, 409, "it is revoked already");
    assert!(server.page("/nhat-ky?loai=revoke", &cookie).text().contains(station.of.station.as_str()));
    assert_eq!(server.post("/v1/bundles", &station.bundle(4)).status, 200, "held, and waits");
    assert!(is_listed("?loc=cho") && server.page("/viec", &cookie).text().contains("Việc 1"));
}

#[test]
fn the_city_sees_a_person_whole_for_a_reason_that_the_trail_has() {
    let folder = Folder::new();
    let (server, cookie) = serving(&folder);
    let station = Station::new(73);
    assert_eq!(server.post("/v1/grants", &station.grant()).status, 204);
    let number = IdNumber::parse(&stage::number(5)).unwrap();
    let key = person_key(demo_centre::person_key_secret().bytes(), &PersonKeySource::Number(&number));
    let told = stage::told(5);
    let (name, phone) = (told.name.clone(), told.phone.clone().unwrap());
    let bodies = vec![
        (None, Body::ShiftOpened { shift: 1, helper: "Mai".to_owned() }),
        (Some(key), Body::Consent { text_version: 2 }),
        (Some(key), Body::Registration { registration: Box::new(told) }),
    ];
    assert_eq!(server.post("/v1/bundles", &station.bundle_of(bodies, &station.key)).status, 200);
    let digits = |page: &str| page.chars().filter(char::is_ascii_digit).collect::<String>().contains(&phone);
    let found = server.form("/tim", &cookie, &format!("tim={phone}")).text();
    let address = found.split("href=\"/nguoi/").nth(1).unwrap_or_else(|| panic!("{found}")).split('"').next().unwrap();
    assert!(found.contains(&name) && address.len() == 64 && !found.contains("tel:"), "{found}");
    let asked = server.page(&format!("/nguoi/{address}"), &cookie).text();
    assert!(!asked.contains(&name) && !digits(&asked) && asked.contains("Vì sao cần xem?"), "{asked}");
    let before = server.page("/nhat-ky?loai=person", &cookie).text();
    assert!(before.contains("Không có dòng nào"), "asking is no look");
    let seen = server.form(&format!("/nguoi/{address}"), &cookie, "ly_do=complaint").text();
    assert!(seen.contains(&name) && digits(&seen) && seen.contains("Đã ghi vào nhật ký"), "{seen}");
    let trail = server.page("/nhat-ky?loai=person", &cookie).text();
    assert!(trail.contains("trả lời thắc mắc") && trail.contains(&address[..12]) && !trail.contains(&name), "{trail}");
}
