//! The interface for programs: tokens, what each may read, pages of lists, and answers as their description has them.

mod schema;
mod watched;

use super::office::{Folder, Reply, Server};
use serde_json::Value;
use std::{collections::BTreeSet, process::Command};
use tramso::{
    centre::{Access, Centre, Keys, WantedToken},
    domain::{AccountName, Moment},
    ledger::{self, TokenScope},
    web::token_routes,
};

/// A server with some people of a made-up city.
fn filled(folder: &Folder) -> Server {
    let server = folder.serve(&["--per-address", "0"]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_tramso-central"));
    let url = format!("http://{}", server.address);
    let args = ["loadgen", &url, "--stations", "2", "--people", "60", "--seed", "7", "--threads", "1"];
    let done = command.args(args).env("LANG", "vi_VN.UTF-8").output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    server
}

/// A token as the page shows it once.
fn token(server: &Server, form: &str) -> String {
    let made = server.form("/ma-truy-cap", &server.sign_in(), form);
    assert_eq!(made.status, 200, "{}", made.text());
    shown(&made).unwrap_or_else(|| panic!("{}", made.text()))
}

fn shown(page: &Reply) -> Option<String> {
    let text = page.text();
    let (_, rest) = text.split_once("<code class=\"token\">")?;
    Some(rest.split_once("</code>")?.0.to_owned())
}

fn get(server: &Server, path: &str, token: &str) -> Reply {
    server.send("GET", path, &[("Authorization", &format!("Bearer {token}"))], b"")
}

const ALL: &str = "ten=thu&ngay=30&figures=1&stations=1&cases=1&questions=1&metrics=1";
/// Each path that a token opens, with the scope that it needs.
const PATHS: [(&str, &str); 9] = [
    ("/api/v1/totals", "figures"),
    ("/api/v1/units", "figures"),
    ("/api/v1/units/11113/villages", "figures"),
    ("/api/v1/days", "figures"),
    ("/api/v1/stations", "stations"),
    ("/api/v1/cases", "cases"),
    ("/api/v1/questions", "questions"),
    ("/api/v1/stories", "figures"),
    ("/metrics", "metrics"),
];

/// Fills the parameters of a route.
fn filled_in(route: &str) -> String {
    route.replace("{unit}", "11113")
}

#[test]
fn every_answer_is_what_its_description_has_and_every_route_is_described() {
    let folder = Folder::new();
    let server = filled(&folder);
    let token = token(&server, ALL);
    let described = server.get("/api/v1/openapi.json");
    assert_eq!(described.status, 200, "the description is public");
    let described = described.json();
    let named: BTreeSet<String> = described["paths"].as_object().unwrap().keys().cloned().collect();
    let routes: BTreeSet<String> =
        token_routes().into_iter().map(|(_, path)| path.to_owned()).filter(|path| path.starts_with("/api/")).collect();
    let mut wanted = routes.clone();
    wanted.remove("/api/v1/openapi.json");
    assert_eq!(named, wanted);
    for route in &named {
        let path = filled_in(route);
        let answer = get(&server, &path, &token);
        assert_eq!(
            (answer.status, answer.header("content-type").unwrap().as_str()),
            (200, "application/json"),
            "{path}"
        );
        let schema = schema::of_answer(&described, route, "200", "application/json");
        schema::check(&described, schema, &answer.json()).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        let refused = server.get(&path);
        let schema = schema::of_answer(&described, route, "default", "application/problem+json");
        assert_eq!(refused.header("content-type").unwrap(), "application/problem+json");
        schema::check(&described, schema, &refused.json()).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        // The control: an answer with less is none.
        let less = schema::of_answer(&described, route, "200", "application/json");
        assert!(schema::check(&described, less, &serde_json::json!({})).is_err(), "{path}");
    }
}

#[test]
fn a_token_reads_its_scopes_and_nothing_else() {
    let folder = Folder::new();
    let server = filled(&folder);
    for (_, scope) in PATHS {
        let one = token(&server, &format!("ten=thu&ngay=30&{scope}=1"));
        for (path, needed) in PATHS {
            let answer = get(&server, path, &one);
            if needed == scope {
                assert_eq!(answer.status, 200, "{path} with {scope}: {}", answer.text());
            } else {
                assert_eq!((answer.status, answer.code()), (403, "TS-A61".to_owned()), "{path} with {scope}");
            }
        }
    }
}

#[test]
fn without_a_token_that_holds_nothing_is_read() {
    let folder = Folder::new();
    let server = filled(&folder);
    let good = token(&server, ALL);
    let ended = token(&server, "ten=khac&ngay=30&figures=1");
    assert_eq!(get(&server, "/api/v1/totals", &ended).status, 200, "control");
    assert_eq!(server.form("/ma-truy-cap/2", &server.sign_in(), "").status, 303);
    let cookie = server.sign_in();
    let changed = format!("{}0", &good[..good.len() - 1]);
    let other = if changed == good { format!("{}1", &good[..good.len() - 1]) } else { changed };
    let cases = ["", "x", "tramso1_00_00", other.as_str(), ended.as_str()];
    for (path, _) in PATHS {
        for token in cases {
            let answer = get(&server, path, token);
            assert_eq!((answer.status, answer.code()), (401, "TS-A60".to_owned()), "{path} {token}");
            assert_eq!(answer.header("www-authenticate").unwrap(), "Bearer");
        }
        let by_cookie = server.send("GET", path, &[("Cookie", &cookie)], b"");
        assert_eq!(by_cookie.status, 401, "{path}: a browser's session opens nothing here");
        let basic = server.send("GET", path, &[("Authorization", &format!("Basic {good}"))], b"");
        assert_eq!(basic.status, 401, "{path}");
    }
    let page = server.send("GET", "/", &[("Authorization", &format!("Bearer {good}"))], b"");
    assert_eq!(page.status, 303, "a token opens no page");
}

#[test]
fn a_units_token_reads_that_unit_alone() {
    let folder = Folder::new();
    let server = filled(&folder);
    let units = get(&server, "/api/v1/units?limit=500", &token(&server, ALL)).json();
    let with_people = |unit: &&Value| unit["counts"]["registered"].as_i64().unwrap() > 0;
    let unit =
        units["items"].as_array().unwrap().iter().find(with_people).unwrap()["code"].as_str().unwrap().to_owned();
    let other = if unit == "11113" { "11329" } else { "11113" };
    let own = token(&server, &format!("ten=xa&xa={unit}&ngay=30&figures=1&stations=1&cases=1"));
    let totals = get(&server, "/api/v1/totals", &own).json();
    assert_eq!(totals["unit"], unit.as_str(), "its own where nothing is asked for");
    assert!(totals["counts"]["registered"].as_i64().unwrap() > 0);
    let listed = get(&server, "/api/v1/units", &own).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    for station in get(&server, "/api/v1/stations", &own).json()["items"].as_array().unwrap() {
        assert_eq!(station["unit"], unit.as_str());
    }
    assert_eq!(get(&server, "/api/v1/cases", &own).status, 200);
    for path in ["/api/v1/totals?unit=", "/api/v1/days?unit="] {
        assert_eq!(get(&server, &format!("{path}{unit}"), &own).status, 200);
        let refused = get(&server, &format!("{path}{other}"), &own);
        assert_eq!((refused.status, refused.code()), (403, "TS-A62".to_owned()), "{path}");
    }
    assert_eq!(get(&server, &format!("/api/v1/units/{unit}/villages"), &own).status, 200);
    assert_eq!(get(&server, &format!("/api/v1/units/{other}/villages"), &own).code(), "TS-A62");
    let both = server.form("/ma-truy-cap", &server.sign_in(), &format!("ten=x&xa={unit}&ngay=30&questions=1"));
    assert!(both.status == 422 && both.text().contains("TS-A66"), "{}", both.text());
}

#[test]
fn lists_come_in_pages_and_what_is_known_is_not_sent_again() {
    let folder = Folder::new();
    let server = filled(&folder);
    let token = token(&server, ALL);
    let whole = get(&server, "/api/v1/units?limit=500", &token).json();
    let all: Vec<&Value> = whole["items"].as_array().unwrap().iter().collect();
    assert!(all.len() == 114 && whole["next"].is_null());
    let (mut found, mut cursor) = (Vec::new(), String::new());
    let mut pages = 0;
    loop {
        let more = if cursor.is_empty() { String::new() } else { format!("&cursor={cursor}") };
        let page = get(&server, &format!("/api/v1/units?limit=50{more}"), &token).json();
        found.extend(page["items"].as_array().unwrap().clone());
        pages += 1;
        match page["next"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => break,
        }
    }
    assert_eq!((pages, found.iter().collect::<Vec<_>>()), (3, all));
    for bad in ["limit=0", "limit=501", "limit=x", "cursor=zz", "cursor=abc", "trang=2", "cursor=ff"] {
        assert_eq!(get(&server, &format!("/api/v1/units?{bad}"), &token).status, 400, "{bad}");
    }
    for (path, _) in PATHS.into_iter().filter(|(path, _)| path.starts_with("/api/")) {
        let first = get(&server, path, &token);
        let tag = first.header("etag").unwrap_or_else(|| panic!("{path}"));
        let bearer = format!("Bearer {token}");
        let again = |tag: &str| server.send("GET", path, &[("Authorization", &bearer), ("If-None-Match", tag)], b"");
        let same = again(&tag);
        assert_eq!((same.status, same.body.len(), same.header("etag").unwrap()), (304, 0, tag.clone()), "{path}");
        assert_eq!(again(&format!("\"x\", W/{tag}")).status, 304, "{path}");
        assert_eq!(again("\"x\"").status, 200, "{path}");
    }
    let unknown = get(&server, "/api/v1/totals?unit=99999", &token);
    assert_eq!((unknown.status, unknown.code()), (404, "TS-E45".to_owned()));
}

#[test]
fn figures_are_the_pages_own() {
    let folder = Folder::new();
    let server = filled(&folder);
    let token = token(&server, ALL);
    let by_session = server.page("/v1/totals", &server.sign_in()).json();
    let totals = get(&server, "/api/v1/totals", &token).json();
    let days = get(&server, "/api/v1/days?limit=500", &token).json();
    let units = get(&server, "/api/v1/units?limit=500", &token).json();
    let sum = |list: &Value, figure: &str| -> i64 {
        list["items"].as_array().unwrap().iter().map(|one| one["counts"][figure].as_i64().unwrap()).sum()
    };
    for figure in ["registered", "finished", "valid"] {
        let wanted = by_session["city"][figure].as_i64().unwrap();
        assert!(wanted > 0, "control: {figure}");
        assert_eq!(totals["counts"][figure], wanted, "{figure}");
        assert_eq!((sum(&days, figure), sum(&units, figure)), (wanted, wanted), "{figure}");
    }
    let stations = get(&server, "/api/v1/stations", &token).json();
    assert_eq!(stations["items"].as_array().unwrap().len(), 2);
    let file = server.page("/thong-ke-cau-hoi.json", &server.sign_in()).json();
    let questions = get(&server, "/api/v1/questions?limit=500", &token).json();
    assert_eq!((&questions["items"], &questions["tests"]), (&file["items"], &file["tests"]));
    assert!(file["items"].as_array().unwrap().len() > 50, "control");
}

#[test]
fn tokens_are_shown_once_kept_as_a_hash_and_in_the_trail() {
    let folder = Folder::new();
    let server = filled(&folder);
    let token = token(&server, "ten=Trang+x%C3%A3+%3Cb%3E&ngay=90&figures=1&stations=1");
    let page = server.page("/ma-truy-cap", &server.sign_in()).text();
    assert!(!page.contains(&token) && page.contains("Trang xã &#60;b&#62;"), "{page}");
    assert!(page.contains("chưa dùng"), "{page}");
    assert_eq!(get(&server, "/api/v1/totals", &token).status, 200);
    let page = server.page("/ma-truy-cap", &server.sign_in()).text();
    assert!(!page.contains("chưa dùng"), "its last use is shown: {page}");
    let trail = server.page("/nhat-ky", &server.sign_in()).text();
    assert!(
        trail.contains("tạo mã truy cập") && trail.contains("1: số liệu (tổng, đơn vị, thôn, ngày), các trạm"),
        "{trail}"
    );
    assert_eq!(server.form("/ma-truy-cap/1", &server.sign_in(), "").status, 303);
    assert_eq!(get(&server, "/api/v1/totals", &token).status, 401, "ended at once");
    let trail = server.page("/nhat-ky?loai=token-end", &server.sign_in()).text();
    assert!(trail.contains("ngừng mã truy cập"), "{trail}");
    drop(server);
    let file = std::fs::read(folder.centre().join("so-cai.db")).unwrap();
    assert!(!file.windows(token.len()).any(|part| part == token.as_bytes()));
    assert!(!folder.log().contains(&token), "the log has no token");
    for bad in [
        "ten=&ngay=30&figures=1",
        "ten=x&ngay=0&figures=1",
        "ten=x&ngay=9999&figures=1",
        "ten=x&ngay=30&xa=99999&figures=1",
    ] {
        let server = folder.serve(&["--per-address", "0"]);
        let refused = server.form("/ma-truy-cap", &server.sign_in(), bad);
        assert_eq!(refused.status, 422, "{bad}: {}", refused.text());
        assert!(shown(&refused).is_none());
    }
}

#[test]
fn a_token_ends_by_itself_and_its_use_is_noted_once_a_minute() {
    let folder = tempfile::tempdir().unwrap();
    let keys = Keys::demo().unwrap();
    let ledger = ledger::open_sqlite(&folder.path().join("so-cai.db"), &keys.ledger_key()).unwrap();
    let centre = Centre::open(ledger, keys).unwrap();
    let begin = 1_800_000_000_000;
    let wanted = WantedToken { name: "x".to_owned(), scopes: vec![TokenScope::Figures], unit: String::new(), days: 1 };
    let made = |access: &Access| centre.add_token(access, &wanted, AccountName::CITY, Moment(begin));
    assert!(made(&Access::Viewer).is_err(), "the city alone makes them");
    let token = made(&Access::City).unwrap();
    let day = 24 * 3600 * 1000;
    let first = centre.bearer(&token, Moment(begin)).unwrap().unwrap();
    assert!(first.is_due && first.access == Access::Viewer);
    centre.note_token_used(first.id, Moment(begin)).unwrap();
    let due = |at: i64| centre.bearer(&token, Moment(at)).unwrap().map(|found| found.is_due);
    assert_eq!((due(begin + 59_999), due(begin + 60_000)), (Some(false), Some(true)));
    assert_eq!((due(begin + day - 1), due(begin + day)), (Some(true), None));
    assert_eq!(centre.tokens(&Access::City).unwrap().len(), 1);
    assert!(centre.tokens(&Access::Viewer).is_err() && centre.bearer("tramso1_a_b", Moment(begin)).unwrap().is_none());
}
