//! The office's page at its door.

mod accounts;
mod acts;
mod cases;
mod check;
mod city;
mod clerks;
mod closing;
mod guesses;
mod handbook;
mod headers;
mod hostile;
mod machine;
mod menu;
mod own_account;
mod packs;
mod people;
mod questions;
mod units;

use super::office::{Folder, PASSWORD, Reply, Server, Station, credentials};
use std::fs;
use tramso::{
    centre::SessionLifetime,
    domain::Moment,
    web::{PUBLIC, guarded_routes},
};

#[test]
fn who_has_not_signed_in_sees_nothing_and_changes_nothing() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let station = Station::new(40);
    assert_eq!(server.post("/v1/grants", &station.grant()).status, 204);
    let origin = format!("http://{}", server.address);
    for path in ["/", "/?xep=tre", "/bien-nhan/00/1"] {
        let reply = server.get(path);
        assert_eq!((reply.status, reply.header("location").unwrap()), (303, "/vao".to_owned()), "{path}");
        assert!(reply.body.is_empty());
    }
    for path in ["/nop", "/quyet/1", "/hoan/1"] {
        let reply = server.send("POST", path, &[("Origin", &origin)], b"word=x");
        assert_eq!(reply.status, 303, "{path}");
    }
    let totals = server.get("/v1/totals");
    assert_eq!((totals.status, totals.code()), (401, "TS-M28".to_owned()));
    for cookie in ["tramso=", "tramso=9999999999999.00.00", "tramso=x; tramso=y", "tramso=1.2.3.4"] {
        assert_eq!(server.page("/", cookie).status, 303, "{cookie}");
    }
    let cookie = server.sign_in();
    let page = server.page("/", &cookie);
    assert_eq!(page.status, 200, "control: who has signed in sees it");
    assert!(page.text().contains("Tân Kỳ") && page.text().contains("114 đơn vị"), "{}", page.text());
    let totals = server.page("/v1/totals", &cookie).json();
    assert_eq!(totals["units"].as_array().unwrap().len(), 114);
    assert_eq!(server.page("/v1/totals?unit=11113", &cookie).json()["unit"], "11113");
    let strange = server.page("/v1/totals?unit=99999", &cookie);
    assert!(strange.status == 404 && strange.text().contains("TS-E45"), "{}", strange.text());
    let token = cookie.trim_start_matches("tramso=");
    let flipped = format!("tramso={}{}", if token.starts_with('0') { '1' } else { '0' }, &token[1..]);
    assert_eq!(server.page("/", &flipped).status, 303, "nobody guesses a token");
}

/// The table of routes is walked, so that a new page is covered by itself.
#[test]
fn every_route_but_the_public_ones_refuses_without_a_session() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "0"]);
    let origin = format!("http://{}", server.address);
    let routes = guarded_routes();
    let has = |path: &str| routes.iter().any(|(_, known)| *known == path);
    assert!(PUBLIC.iter().all(|path| has(path)), "control: {routes:?}");
    assert!(["/", "/nop", "/v1/totals"].iter().all(|path| has(path)), "control: {routes:?}");
    for (method, path) in routes {
        let one = path.split('/').map(|part| if part.starts_with('{') { "1" } else { part });
        let to = one.collect::<Vec<_>>().join("/");
        let reply = server.send(method, &to, &[("Origin", &origin)], b"");
        let is_refused = match to.starts_with("/v1/") {
            true => reply.status == 401 && reply.code() == "TS-M28",
            false => {
                reply.status == 303 && reply.header("location").as_deref() == Some("/vao") && reply.body.is_empty()
            }
        };
        let ends_session = reply.header("set-cookie").is_some_and(|cookie| cookie.contains("Max-Age=0"));
        assert_eq!(
            is_refused && !ends_session,
            !PUBLIC.contains(&path),
            "{method} {path}: {} {}",
            reply.head,
            reply.text()
        );
        if method == "POST" {
            assert_eq!(server.send(method, &to, &[], b"").status, 403, "{path} without the own origin");
        }
    }
}

#[test]
fn a_wrong_password_makes_the_next_try_wait_and_shuts_nobody_out() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "0"]);
    let wrong = server.form("/vao", "", &credentials("thanh-pho", "khong phai mat khau nay dau"));
    assert_eq!(wrong.status, 403);
    assert!(wrong.header("set-cookie").is_none() && wrong.text().contains("TS-M33"));
    let tries =
        (0..50).map(|_| server.form("/vao", "", &credentials("thanh-pho", "khong phai mat khau nay dau")).status);
    let evaluated = tries.filter(|status| *status == 403).count();
    assert!(evaluated <= 6, "{evaluated} of 50 tries were looked at");
    let right = server.form("/vao", "", &credentials("thanh-pho", PASSWORD));
    assert!(right.status == 429 && right.header("retry-after").is_some(), "the right one waits too");
    assert!(right.text().contains("TS-M34"), "{}", right.text());
    let unknown = server.form("/vao", "", &credentials("khong-co", "khong phai mat khau nay dau"));
    assert_eq!(unknown.status, 429, "the address waits whatever the name");
}

#[test]
fn what_another_site_causes_is_refused() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let cookie = server.sign_in();
    let own = format!("http://{}", server.address);
    let cases: &[(&[(&str, &str)], u16)] = &[
        (&[], 403),
        (&[("Origin", "http://example.org")], 403),
        (&[("Origin", "null")], 403),
        (&[("Sec-Fetch-Site", "cross-site"), ("Origin", &own)], 403),
        (&[("Sec-Fetch-Site", "same-site")], 403),
        (&[("Sec-Fetch-Site", "same-origin")], 303),
        (&[("Origin", &own)], 303),
    ];
    for (headers, status) in cases {
        let headers = [headers, &[("Cookie", cookie.as_str())][..]].concat();
        let reply = server.send("POST", "/ra", &headers, b"");
        assert_eq!(reply.status, *status, "{headers:?}");
        assert_eq!(reply.header("set-cookie").is_some(), *status == 303);
        assert!(reply.header("content-security-policy").is_some(), "{headers:?}");
    }
}

#[test]
fn every_answer_tells_the_browser_what_it_must_not_do() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let cookie = server.sign_in();
    for reply in [server.get("/vao"), server.page("/", &cookie), server.get("/trang.css"), server.get("/")] {
        let policy = reply.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe") && !policy.contains("script-src"));
        assert_eq!(reply.header("x-content-type-options").unwrap(), "nosniff");
        assert_eq!(reply.header("cache-control").unwrap(), "no-store");
        assert_eq!(reply.header("referrer-policy").unwrap(), "same-origin");
        assert!(
            !reply.text().contains("<script") && !reply.text().contains(" style=") && !reply.text().contains(" on")
        );
    }
    let reply = server.form("/vao", "", &credentials("thanh-pho", PASSWORD));
    let cookie = reply.header("set-cookie").unwrap();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && !cookie.contains("Secure"),
        "{cookie}"
    );
    assert!(reply.header("strict-transport-security").is_none());
    let proxied = folder.serve(&["--behind-proxy"]);
    let origin = format!("https://{}", proxied.address);
    let form = credentials("thanh-pho", PASSWORD);
    let kind = ("Content-Type", "application/x-www-form-urlencoded");
    let headers = [("X-Forwarded-Proto", "https"), ("Origin", origin.as_str()), kind];
    let reply = proxied.send("POST", "/vao", &headers, form.as_bytes());
    let cookie = reply.header("set-cookie").unwrap();
    assert!(cookie.starts_with("__Host-tramso=") && cookie.contains("; Secure"), "{cookie}");
    assert!(reply.header("strict-transport-security").is_some());
}

/// Files handed in with the form of the page.
pub fn handed_in(server: &Server, cookie: &str, files: &[(&str, &[u8])]) -> Reply {
    posted(server, cookie, ("/nop", "files"), files)
}

/// Files of a field of the form that this path takes.
pub fn posted(server: &Server, cookie: &str, (path, field): (&str, &str), files: &[(&str, &[u8])]) -> Reply {
    sent(server, cookie, path, &multipart(field, files))
}

const BOUNDARY: &str = "----rieng";

fn multipart(field: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let boundary = BOUNDARY;
    let mut body = Vec::new();
    for (name, bytes) in files {
        body.extend_from_slice(format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    body
}

fn sent(server: &Server, cookie: &str, path: &str, body: &[u8]) -> Reply {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let origin = format!("http://{}", server.address);
    let headers = [("Origin", origin.as_str()), ("Content-Type", &kind), ("Cookie", cookie)];
    server.send("POST", path, &headers, body)
}

#[test]
fn a_form_that_ends_early_has_a_line_for_the_file_in_which_it_ends() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let cookie = server.sign_in();
    let station = Station::new(42);
    let body = multipart("files", &[("a.tsg", &station.grant()), ("b.tsb", &[7; 4000])]);
    let refused = |text: &str| text.matches("chưa nhận").count();
    let whole = sent(&server, &cookie, "/nop", &body).text();
    let cut = sent(&server, &cookie, "/nop", &body[..body.len() - 2000]);
    assert_eq!(cut.status, 200);
    assert!(cut.text().contains("a.tsg") && cut.text().contains("b.tsb"), "{}", cut.text());
    assert_eq!(refused(&cut.text()), refused(&whole), "{}", cut.text());
    let first = sent(&server, &cookie, "/nop", &body[..300]);
    assert!(first.status == 200 && first.text().contains("a.tsg"), "{}", first.text());
    let none = sent(&server, &cookie, "/nop", &body[..20]);
    assert!(none.status == 400 && none.text().contains("TS-"), "{} {}", none.status, none.text());
}

#[test]
fn files_are_handed_in_on_the_page_and_strange_names_do_no_harm() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let cookie = server.sign_in();
    let station = Station::new(41);
    let bundle = station.bundle(3);
    let files: &[(&str, &[u8])] = &[
        ("<script>alert(1)</script>.tsb", b"no bundle at all"),
        ("=HYPERLINK(1).tsg", &station.grant()),
        ("\u{202e}bst.1\u{200b}.tsb", &bundle),
        ("again.tsb", &bundle),
    ];
    let reply = handed_in(&server, &cookie, files);
    let text = reply.text();
    assert_eq!(reply.status, 200, "{text}");
    assert!(!text.contains("<script") && text.contains("&#60;script&#62;"), "{text}");
    assert!(!text.contains('\u{202e}') && !text.contains('\u{200b}'));
    assert!(
        text.contains("TS-B51") && text.contains("giấy phép, đã nhận") && text.contains("đã nhận từ trước"),
        "{text}"
    );
    let href = text.split("href=\"/bien-nhan").nth(1).unwrap().split('"').next().unwrap();
    let receipt = server.page(&format!("/bien-nhan{href}"), &cookie);
    assert_eq!(station.receipt(&receipt.body).held.len(), 1);
    assert!(receipt.header("content-disposition").unwrap().contains(".tsr"));
    let none = handed_in(&server, &cookie, &[]).text();
    assert!(text.contains("mang về trạm") && !none.contains("mang về trạm"), "no receipt, nothing to carry: {none}");
    for line in ["gói số 1: 3 bản ghi của", "người lần đầu có ở đây", "không có gì mới", "có thể nộp kết quả"]
    {
        assert!(text.contains(line), "{line}: {text}");
    }
    let page = server.page("/tram", &cookie).text();
    assert!(page.contains("Gói kết quả gần đây") && page.contains(&station.of.station[..8]));
    let log = folder.log();
    assert!(log.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()), "{log}");
    assert!(!log.contains("127.0.0.1") && !log.contains("HYPERLINK") && log.contains("/nop"));
}

#[test]
fn the_log_names_every_route_and_no_path_that_is_none() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let stations = [
        ("POST", "/v1/bundles"),
        ("PUT", "/v1/uploads/{digest}"),
        ("POST", "/v1/grants"),
        ("GET", "/v1/health"),
        ("GET", "/v1/receipts/{station}/{epoch}"),
        ("GET", "/v1/packs/{contest}/newest"),
    ];
    let routes: Vec<(&str, &str)> = guarded_routes().into_iter().chain(stations).collect();
    for (method, path) in &routes {
        let asked: String = path
            .split('/')
            .map(|part| if part.starts_with('{') { "Bi-mat" } else { part })
            .collect::<Vec<_>>()
            .join("/");
        server.send(method, &asked, &[], b"");
    }
    server.get("/Bi-mat");
    let lines = folder.log();
    let requests = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let logged: Vec<String> = requests.filter_map(|line| Some(line["route"].as_str()?.to_owned())).collect();
    let named = routes.iter().map(|(_, path)| path.split("/{").next().unwrap()).chain(["-"]);
    assert_eq!(logged, named.collect::<Vec<_>>());
    assert!(!lines.contains("Bi-mat"), "{lines}");
}

#[test]
fn an_address_where_there_is_nothing_is_told_to_a_browser_as_a_page() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    for path in ["/khong-co", "/ra"] {
        let browser = server.send("GET", path, &[("Accept", "text/html,application/xhtml+xml")], b"");
        let text = browser.text();
        assert!(text.contains("<html") && text.contains("Về trang chính"), "{path}: {text}");
        assert!(browser.header("content-security-policy").is_some(), "{path}");
        let program = server.send("GET", path, &[], b"");
        assert_eq!(
            (browser.status, program.header("content-type").as_deref()),
            (program.status, Some("application/problem+json"))
        );
    }
}

#[test]
fn a_new_password_ends_every_session() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let cookie = server.sign_in();
    fs::write(folder.path("moi"), "mot mat khau khac han cai cu\n").unwrap();
    let done = folder.run(&["password", "--page-passphrase-file", &folder.path("moi")]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(server.page("/", &cookie).status, 303);
    assert_eq!(server.form("/vao", "", &credentials("thanh-pho", PASSWORD)).status, 403);
}

#[test]
fn what_waits_for_a_decision_is_told_as_kept_and_not_as_taken() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let cookie = server.sign_in();
    let station = Station::new(42);
    let (one, other) = (station.bundle(3), station.bundle(4));
    let tags = |files: &[(&str, &[u8])]| {
        let text = handed_in(&server, &cookie, files).text();
        let texts =
            text.split("<span class=\"tag ").skip(1).map(|rest| rest.split("</span>").next().unwrap().to_owned());
        texts.collect::<Vec<_>>()
    };
    let first = tags(&[("a.tsg", &station.grant()), ("a.tsb", &one)]);
    assert_eq!(first, ["good\">giấy phép, đã nhận", "good\">đã nhận"], "control: nothing is doubted yet");
    // Another copy of the station, and the first one once more: a person decides between them.
    let waits = "warn\">đã giữ, chờ người quyết định";
    assert_eq!(tags(&[("b.tsb", &other), ("a.tsb", &one)]), [waits, waits]);
    let cases = folder.run(&["cases", "--json"]);
    let cases: serde_json::Value = serde_json::from_slice(&cases.stdout).unwrap();
    let case = cases["cases"][0]["case"].to_string();
    let none = folder.run(&["decide", &case, "none"]);
    assert!(none.status.success(), "{case} {}", String::from_utf8_lossy(&none.stderr));
    assert_eq!(tags(&[("a.tsb", &one)]), ["warn\">đã giữ, không tính theo quyết định"]);
}

#[test]
fn who_does_nothing_for_half_an_hour_or_stays_all_day_signs_in_again() {
    let (begin, minute) = (1_700_000_000_000_i64, 60_000);
    let mut lifetime = SessionLifetime::new(Moment(begin));
    assert!(lifetime.is_valid(Moment(begin)) && lifetime.is_valid(Moment(begin + 30 * minute)));
    assert!(!lifetime.is_valid(Moment(begin + 30 * minute + 1)), "nobody was there");
    assert_eq!(lifetime.prolonged(Moment(begin + 31 * minute)), None, "what has ended does not begin again");
    assert_eq!(lifetime.prolonged(Moment(begin + minute / 2)), None, "not with every click");
    assert!(!lifetime.is_valid(Moment(begin - 1)), "a clock that was put back makes nothing last longer");
    let mut now = begin;
    while let Some(longer) = lifetime.prolonged(Moment(now + 29 * minute)) {
        now += 29 * minute;
        assert_eq!(longer.begun, Moment(begin));
        lifetime = longer;
    }
    assert_eq!(lifetime.until, Moment(begin + 8 * 60 * minute), "a working day, however busy");
    assert!(!lifetime.is_valid(Moment(begin + 8 * 60 * minute + 1)));
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    text.split(before).nth(1).unwrap_or_else(|| panic!("{before}: {text}")).split(after).next().unwrap()
}
