//! What watches over the server: metrics, health, the log.

use super::{ALL, filled, get, token};
use crate::central::{
    office::{Folder, PASSWORD, Reply, credentials, has_number},
    postgres::{Postgres, QUICK},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Metrics by name and label; a line that is none fails.
fn read(text: &str) -> BTreeMap<String, f64> {
    let mut typed = BTreeSet::new();
    let mut found = BTreeMap::new();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("# TYPE ") {
            let (name, kind) = rest.split_once(' ').unwrap();
            assert_eq!(kind, "gauge");
            assert!(typed.insert(name.to_owned()), "{name} twice");
        } else {
            let (name, value) = line.rsplit_once(' ').unwrap_or_else(|| panic!("{line}"));
            let family = name.split('{').next().unwrap();
            assert!(typed.contains(family), "{line}");
            assert!(found.insert(name.to_owned(), value.parse().unwrap()).is_none(), "{line} twice");
        }
    }
    found
}

#[test]
fn metrics_count_what_is_there_and_name_nobody() {
    let folder = Folder::new();
    let server = filled(&folder);
    assert_eq!(server.post("/v1/bundles", b"no bundle").status, 422, "a refusal to be counted");
    let token = token(&server, ALL);
    let answer = get(&server, "/metrics", &token);
    assert_eq!(answer.header("content-type").unwrap(), "text/plain; version=0.0.4; charset=utf-8");
    let found = read(&answer.text());
    let value = |name: &str| *found.get(name).unwrap_or_else(|| panic!("{name} in {found:?}"));
    assert!(value("tramso_bundles{state=\"counted\"}") >= 2.0);
    assert_eq!((value("tramso_stations"), value("tramso_stations_silent")), (2.0, 0.0));
    assert!(value("tramso_sessions") >= 1.0 && value("tramso_people{reached=\"registered\"}") > 0.0);
    assert_eq!(value("tramso_queue{lane=\"bundles\"}"), 0.0);
    assert!(found.keys().any(|name| name.starts_with("tramso_refusals{code=\"TS-")), "{found:?}");
    let totals = get(&server, "/api/v1/totals", &token).json();
    assert_eq!(value("tramso_people{reached=\"valid\"}"), totals["counts"]["valid"].as_f64().unwrap());
    assert_eq!(server.get("/metrics").status, 401, "also on loopback");
}

#[test]
fn who_lives_is_not_always_ready() {
    let postgres = Postgres::start(QUICK);
    let folder = Folder::empty();
    let address = postgres.database("suckhoe");
    let done = folder.run(&["init", "--demo", "--page-passphrase-file", &folder.path("trang"), "--database", &address]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let server = folder.serve(&["--database", &address]);
    let ask = |path: &str| {
        let answer = server.get(path);
        (answer.status, answer.json())
    };
    assert_eq!(ask("/health/live"), (200, serde_json::json!({ "live": true })));
    assert_eq!(ask("/health/ready"), (200, serde_json::json!({ "ready": true })));
    postgres.sql("suckhoe", "INSERT INTO refinery_schema_history (version, name) VALUES (9999, 'later')");
    assert_eq!((ask("/health/ready").0, ask("/health/live").0), (503, 200), "another program has changed the schema");
    postgres.sql("suckhoe", "DELETE FROM refinery_schema_history WHERE version = 9999");
    assert_eq!(ask("/health/ready").0, 200);
    drop(postgres);
    assert_eq!((ask("/health/ready").0, ask("/health/live").0), (503, 200), "the database is away");
}

fn lines(folder: &Folder) -> Vec<Value> {
    folder.log().lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

fn asked<'l>(lines: &'l [Value], route: &str, reply: &Reply) -> &'l Value {
    let id = reply.header("x-request-id").unwrap();
    let line = lines.iter().find(|line| line["request"] == id.as_str()).unwrap_or_else(|| panic!("{route} {lines:?}"));
    assert_eq!(line["route"], route);
    line
}

#[test]
fn each_request_has_a_line_with_its_id_and_who_it_is_from_without_a_name() {
    let folder = Folder::new();
    let server = filled(&folder);
    let token = token(&server, ALL);
    let signed = server.page("/", &server.sign_in());
    let other = server.page("/nhat-ky", &server.sign_in());
    let by_token = get(&server, "/api/v1/units/11113/villages?limit=7", &token);
    let strange = server.form("/vao", "", &credentials("mot-nguoi-la", "sai het"));
    let lines = lines(&folder);
    let line = asked(&lines, "/", &signed);
    let who = line["who"].as_str().unwrap();
    assert!(who.strip_prefix("account:").is_some_and(|id| id.len() == 8), "{line}");
    assert_eq!(asked(&lines, "/nhat-ky", &other)["who"], who, "one account, one id");
    assert_eq!(asked(&lines, "/api/v1/units", &by_token)["who"], "token:1");
    assert!(asked(&lines, "/vao", &strange)["who"].is_null());
    assert!(line["ms"].is_u64() && line["status"] == 200 && line["at_ms"].is_i64(), "{line}");
    let log = folder.log();
    for secret in ["thanh-pho", "mot-nguoi-la", PASSWORD, "127.0.0.1", token.as_str()] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
    assert!(!has_number(&log, "11113"), "no unit in {log}");
    let listed = folder.run(&["user", "list", "--json"]);
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(listed.contains(who.trim_start_matches("account:")), "the list of accounts has the id: {listed}");
}
