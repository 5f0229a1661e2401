//! What every answer orders the browser to do and not to do.

use crate::central::office::{Folder, Reply, Server, Station};
use std::io::Write;
use tramso::web::{PUBLIC, guarded_routes};

/// What protects an answer that some browser opens by mistake.
fn is_protected(reply: &Reply) -> bool {
    let policy = reply.header("content-security-policy").unwrap_or_default();
    reply.header("x-content-type-options").as_deref() == Some("nosniff")
        && policy.contains("default-src 'none'")
        && policy.contains("frame-ancestors 'none'")
        && reply.header("x-frame-options").as_deref() == Some("DENY")
}

const STATIONS: [(&str, &str); 7] = [
    ("POST", "/v1/bundles"),
    ("GET", "/v1/uploads/{digest}"),
    ("PUT", "/v1/uploads/{digest}"),
    ("POST", "/v1/grants"),
    ("GET", "/v1/health"),
    ("GET", "/v1/receipts/{station}/{epoch}"),
    ("GET", "/v1/packs/{contest}/newest"),
];

/// A request without a length, and one that claims more bytes than any body has.
fn odd(server: &Server, head: &str) -> Reply {
    let mut stream = server.connect();
    stream.write_all(format!("{head}\r\nHost: {}\r\nConnection: close\r\n\r\n", server.address).as_bytes()).unwrap();
    crate::central::office::read_reply(&mut stream)
}

/// The tables of routes are walked, each with a session and without, and refusals of every kind are brought about.
#[test]
fn every_answer_of_every_route_and_every_refusal_is_protected() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "0"]);
    let cookie = server.sign_in();
    let station = Station::new(60);
    let mut replies = vec![
        ("a grant", server.post("/v1/grants", &station.grant())),
        ("a bundle", server.post("/v1/bundles", &station.bundle(3))),
        ("a receipt", server.get(&format!("/v1/receipts/{}/{}", station.of.station, station.of.epoch))),
        ("no route", server.get("/khong-co")),
        ("no route, for a browser", server.send("GET", "/khong-co", &[("Accept", "text/html")], b"")),
        ("no method", server.send("DELETE", "/vao", &[], b"")),
        ("no method of stations", server.send("DELETE", "/v1/bundles", &[], b"")),
        ("no length", odd(&server, "POST /v1/bundles HTTP/1.1")),
        ("too large", odd(&server, "POST /v1/bundles HTTP/1.1\r\nContent-Length: 99999999999")),
        ("too large a form", odd(&server, "POST /vao HTTP/1.1\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 5000")),
        ("another site", server.send("POST", "/ra", &[("Origin", "http://example.org")], b"")),
    ];
    for (method, path) in guarded_routes().into_iter().chain(STATIONS) {
        let to: Vec<&str> = path.split('/').map(|part| if part.starts_with('{') { "1" } else { part }).collect();
        let to = to.join("/");
        replies.push((path, server.send(method, &to, &[], b"")));
        if method == "GET" || path.starts_with("/v1/") {
            replies.push((path, server.send(method, &to, &[("Cookie", &cookie)], b"")));
        } else if path != "/ra" {
            replies.push((path, server.form(&to, &cookie, "")));
        }
    }
    let narrow = folder.serve(&["--per-address", "1"]);
    replies.extend((0..40).map(|_| ("too many", narrow.get("/v1/packs/x/newest"))));
    let empty = Folder::empty();
    empty.run(&["init", "--demo", "--page-passphrase-file", &empty.path("trang")]);
    for (what, reply) in &replies {
        assert!(is_protected(reply), "{what}: {}", reply.head);
    }
    let seen: std::collections::BTreeSet<u16> = replies.iter().map(|(_, reply)| reply.status).collect();
    for status in [200, 204, 303, 400, 401, 403, 404, 405, 411, 413, 422, 429] {
        assert!(seen.contains(&status), "control: {status} is among them: {seen:?}");
    }
    let mut bare = replies[0].1.clone();
    bare.head = bare.head.replace("nosniff", "");
    assert!(!is_protected(&bare), "control: the eye sees a missing one");
}

/// The table of routes is walked: no page with a session stays on the screen when the session has ended.
#[test]
fn every_page_goes_with_its_session() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "0"]);
    let cookie = server.sign_in();
    let mut walked = 0;
    for (method, path) in guarded_routes() {
        let to = path.replace("{case}", "1").replace("{station}", "1").replace("{number}", "1");
        let reply = match method {
            "GET" => server.page(&to, &cookie),
            _ if path == "/ra" => continue,
            _ => server.form(&to, &cookie, "cu=x&moi=y&lai=z"),
        };
        let is_page = reply.header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
        let refresh = reply.header("refresh");
        if PUBLIC.contains(&path) || !is_page {
            assert_eq!(refresh, None, "control: {method} {path} has no session, or is no page");
            continue;
        }
        walked += 1;
        let (seconds, to) = refresh.as_deref().and_then(|value| value.split_once("; url=")).unwrap();
        assert_eq!(to, "/het-phien", "{method} {path}");
        assert!((1700..=1801).contains(&seconds.parse::<u64>().unwrap()), "{method} {path}: {seconds}");
    }
    assert!(walked >= 8, "{walked}");
    let ended = server.get("/het-phien");
    assert!(ended.status == 200 && ended.text().contains("Đã đóng trang"), "{}", ended.text());
    for reply in [ended, server.form("/ra", &cookie, "")] {
        assert_eq!(reply.header("clear-site-data").as_deref(), Some("\"cache\""), "{}", reply.head);
    }
}
