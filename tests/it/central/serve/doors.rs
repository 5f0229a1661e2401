//! Every route with hostile addresses, and what every answer has.

use crate::central::office::{Folder, Reply, Server};
use tramso::web::guarded_routes;

const YEAR: &str = "max-age=31536000";

/// Routes of the stations' protocol, as docs/FORMATS.md lists them.
const STATIONS: [(&str, &str); 7] = [
    ("GET", "/v1/health"),
    ("POST", "/v1/bundles"),
    ("GET", "/v1/uploads/{digest}"),
    ("PUT", "/v1/uploads/{digest}"),
    ("POST", "/v1/grants"),
    ("GET", "/v1/receipts/{station}/{epoch}"),
    ("GET", "/v1/packs/{contest}/newest"),
];

/// What a stranger writes in the place of a parameter, a query or behind an address.
fn hostile() -> Vec<String> {
    let mut words: Vec<String> = [
        "99999999999999999999999999",
        "-1",
        "%ff%fe",
        "%00",
        "..%2f..%2fetc%2fpasswd",
        "%0d%0aSet-Cookie:%20x=y",
        "%3Cscript%3E",
        "x",
        "%",
        "1e9",
        "%D9%A3",
        "%F0%9F%92%A9",
    ]
    .map(str::to_owned)
    .into();
    words.push("9".repeat(2000));
    words
}

/// An answer of ours: a page, JSON, a file or a redirect, never what a library has worded.
fn check(place: &str, reply: &Reply) {
    let kind = reply.header("content-type").unwrap_or_default();
    let is_redirect = reply.status == 303;
    let is_ours = [
        "text/html; charset=utf-8",
        "application/json",
        "application/problem+json",
        "text/css",
        "text/csv; charset=utf-8",
    ]
    .iter()
    .any(|ours| kind.starts_with(ours))
        || kind.starts_with("application/vnd.tramso");
    assert!(is_redirect || is_ours, "{place}: {} {kind:?}: {}", reply.status, reply.text());
    assert!(reply.status != 500, "{place}: {}", reply.text());
    for foreign in ["Invalid URL", "Cannot parse", "Failed to deserialize", "invalid digit", "Method Not Allowed"] {
        assert!(!reply.text().contains(foreign), "{place}: {}", reply.text());
    }
    if reply.status >= 400 && !is_redirect {
        assert!(reply.text().contains("TS-"), "{place}: no notice: {}", reply.text());
    }
}

#[test]
fn no_address_gets_the_words_of_a_library() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "0"]);
    let cookie = server.sign_in();
    let origin = format!("http://{}", server.address);
    let routes: Vec<(&str, &str)> =
        guarded_routes().into_iter().chain(STATIONS).filter(|(_, path)| *path != "/ra").collect();
    let mut asked = 0;
    for (method, path) in &routes {
        for word in hostile() {
            let filled = path.split('/').map(|part| if part.starts_with('{') { word.as_str() } else { part });
            let filled = filled.collect::<Vec<_>>().join("/");
            for place in [
                format!("{filled}?len={word}&at={word}&unit={word}&case={word}&xep={word}"),
                format!("{filled}/{word}"),
                filled,
            ] {
                for (method, body) in [(*method, ""), ("DELETE", ""), (*method, "x=%ff&word=%00")] {
                    let form = ("Content-Type", "application/x-www-form-urlencoded");
                    let all = [("Cookie", cookie.as_str()), ("Origin", origin.as_str()), form];
                    let reply = server.send(method, &place, &all, body.as_bytes());
                    let is_too_long = reply.status == 414 || reply.status == 431;
                    assert!(!is_too_long, "{place}");
                    check(&format!("{method} {}", &place[..place.len().min(80)]), &reply);
                    asked += 1;
                }
            }
        }
    }
    assert!(asked > 900, "{asked}");
    assert_eq!(server.get("/v1/health").status, 200);
}

#[test]
fn every_answer_over_tls_asks_for_tls_for_a_year() {
    let folder = Folder::new();
    let server = folder.serve(&["--behind-proxy", "--per-address", "0"]);
    let answers = |scheme: &str| -> Vec<(String, Option<String>)> {
        let ask = |(method, path): (&str, &str)| {
            let reply = server.send(method, path, &[("X-Forwarded-Proto", scheme)], b"");
            (format!("{method} {path} {}", reply.status), reply.header("strict-transport-security"))
        };
        let all = guarded_routes().into_iter().chain(STATIONS).chain([("GET", "/khong-co"), ("DELETE", "/v1/health")]);
        all.map(ask).collect()
    };
    let encrypted = answers("https");
    assert!(encrypted.len() > 12);
    for (place, found) in encrypted {
        assert_eq!(found.as_deref(), Some(YEAR), "{place}");
    }
    assert!(answers("http").iter().all(|(_, found)| found.is_none()), "control: nothing is promised without TLS");
}

#[test]
fn a_page_of_another_scheme_is_another_site() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let post = |server: &Server, origin: &str, proto: &str| {
        let form = ("Content-Type", "application/x-www-form-urlencoded");
        server.send("POST", "/vao", &[("Origin", origin), form, ("X-Forwarded-Proto", proto)], b"password=x")
    };
    let host = server.address.clone();
    let refused = post(&server, &format!("https://{host}"), "http");
    assert!(refused.status == 403 && refused.text().contains("TS-M29"), "{} {}", refused.status, refused.text());
    let own = post(&server, &format!("http://{host}"), "http");
    assert!(!own.text().contains("TS-M29"), "control: {}", own.text());
    drop(server);
    let server = folder.serve(&["--behind-proxy"]);
    let host = server.address.clone();
    assert!(post(&server, &format!("http://{host}"), "https").text().contains("TS-M29"));
    assert!(!post(&server, &format!("https://{host}"), "https").text().contains("TS-M29"), "control");
}
