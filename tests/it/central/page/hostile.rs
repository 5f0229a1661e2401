//! Foreign words on their way to the pages, the JSON and the log of a real server: whatever a stranger, a station or an account writes,
//! nothing that a browser or a terminal obeys arrives raw.

use super::handed_in;
use crate::central::office::{Folder, Reply, Server, Station, read_reply};
use crate::judging::stage;
use std::io::Write;
use tramso::{
    centre::{Actor, Keys},
    crypto::demo_centre,
    domain::{IdNumber, Moment, PersonKeySource, is_forbidden_char},
    ledger::{self, CaseKind, CaseRow, RecordedActor, StationRow},
    record::{Body, person_key},
};

/// What attacks a page, a reader of JSON, a terminal, or a reader of lines.
fn attacks() -> Vec<String> {
    let short = [
        "<script>alert(1)</script>",
        "\"><b id=x onmouseover=alert(1)>",
        "'-alert(1)-'",
        "javascript:alert(1)",
        "\u{1b}]0;x\u{7}\u{1b}[2J",
        "\u{9b}31m\u{85}",
        "\u{202e}gnp.exe\u{2066}",
        "a\u{200b}\u{feff}\u{ad}\u{e0041}b",
        "mot\r\nSet-Cookie: tramso=x",
        "chi\rtra ve",
        "khong\0gi",
        "{\"event\":\"serving\"}",
        "{{ 7 * 7 }} { $x }",
    ];
    let long = ["<b id=x>".repeat(1250), "\u{1b}[31m".repeat(2000), "A".repeat(10_240)];
    short.into_iter().map(str::to_owned).chain(long).collect()
}

/// The worst of an answer or of a line of the log: what is wrong with it, if anything is.
fn fault(text: &str) -> Option<String> {
    if let Some(line) = text.split('\n').find(|line| line.chars().any(is_forbidden_char)) {
        let sign = line.chars().find(|ch| is_forbidden_char(*ch)).unwrap();
        return Some(format!("U+{:04X} raw in {:?}", u32::from(sign), line.chars().take(200).collect::<String>()));
    }
    let raw = ["<script", "<b id=x", "onmouseover=alert(1)>"].iter().find(|part| text.contains(**part));
    raw.map(|part| format!("{part} raw"))
}

/// Checks an answer: its head, its body, and that it shows no ten kilobytes of one value. Receipts are no text; in JSON that is sent
/// as what it is (`headers`) HTML is text.
fn check(what: &str, reply: &Reply) {
    let kind = reply.header("content-type").unwrap_or_default();
    let is_text = !kind.starts_with("application/vnd.");
    let body = if is_text { reply.text() } else { String::new() };
    let body = if kind.ends_with("json") { body.replace('<', "[") } else { body };
    let head = reply.head.replace("\r\n", "\n");
    assert!(!head.contains("\nSet-Cookie: tramso=x"), "{what}: a header of the stranger's own: {head}");
    for part in [head, body] {
        if let Some(fault) = fault(&part) {
            panic!("{what} ({}): {fault}", reply.status);
        }
    }
    if !is_text {
        return;
    }
    assert!(!reply.text().contains(&"A".repeat(4000)), "{what}: ten kilobytes of one value are shown");
    assert!(String::from_utf8(reply.body.clone()).is_ok(), "{what}: bytes that are no text");
}

/// A value in a query or a form.
fn encoded(value: &str) -> String {
    value.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// A request whose bytes no library has cleaned before.
fn raw(server: &Server, head: &[u8]) -> Option<Reply> {
    let mut stream = server.connect();
    stream.write_all(head).ok()?;
    let mut seen = [0_u8; 1];
    // A library may close without a word on what is no request.
    (stream.peek(&mut seen).ok()? > 0).then(|| read_reply(&mut stream))
}

fn log_is_clean(folder: &Folder, least: usize) {
    let log = folder.log();
    let lines: Vec<&str> = log.lines().collect();
    assert!(lines.len() >= least, "control: the requests were logged: {}", lines.len());
    for line in lines {
        assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "no JSON: {line:?}");
        assert!(fault(line).is_none() && line.len() < 1000, "{:?}: {}", fault(line), &line[..line.len().min(300)]);
    }
    for word in ["alert(1)", "Set-Cookie", "203.0.113.66", "gnp.exe", "AAAAAAAAAAAAAAAA"] {
        assert!(!log.contains(word), "a stranger's words are in the log: {word}");
    }
}

#[test]
fn control_each_attack_is_seen_where_it_arrives_raw() {
    assert_eq!(fault("<p>Tân Kỳ &#60;script&#62;</p>\n"), None);
    for attack in attacks() {
        let is_plain =
            ["'-alert", "javascript:", "{\"event", "{{ 7", "AAAA"].iter().any(|begin| attack.starts_with(begin));
        assert_eq!(fault(&format!("<p>{attack}</p>")).is_none(), is_plain, "{attack:?}");
    }
}

#[test]
fn what_strangers_write_reaches_no_page_no_json_and_no_log() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "0", "--behind-proxy"]);
    let (mut asked, kinds) = (0, ["text/html", "application/json"]);
    for attack in attacks() {
        let value = encoded(&attack);
        let short: String = value.chars().take(3000).collect();
        let is_header = !attack.contains(['\r', '\n', '\0', '\u{1b}']) && attack.len() < 3000;
        for kind in kinds {
            for path in [
                format!("/{short}"),
                format!("/viec/{short}"),
                format!("/vao?xong={short}"),
                format!("/v1/receipts/{short}/{short}"),
                format!("/v1/packs/{short}/newest"),
                format!("/v1/uploads/{short}"),
                format!("/v1/totals?unit={short}"),
            ] {
                let mut headers = vec![("Accept", kind), ("Accept-Language", "en")];
                if is_header {
                    headers.extend(
                        ["User-Agent", "Referer", "X-Forwarded-For", "Accept-Language"]
                            .map(|name| (name, attack.as_str())),
                    );
                    headers.push(("Cookie", attack.as_str()));
                }
                check(&format!("GET {path:.80}"), &server.send("GET", &path, &headers, b""));
                asked += 1;
            }
        }
        let form = format!("account={value}&password={value}&code={value}&{value}={value}");
        check(&format!("/vao {attack:.80}"), &server.form("/vao", "", &form));
        check(&format!("/v1/bundles {attack:.80}"), &server.post("/v1/bundles", attack.as_bytes()));
        check(&format!("/v1/grants {attack:.80}"), &server.post("/v1/grants", attack.repeat(60).as_bytes()));
        asked += 3;
        for head in [
            format!("GET /{attack} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
            format!("{attack} / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
            format!(
                "GET / HTTP/1.1\r\nHost: {attack}\r\nX-Forwarded-For: {attack}, 203.0.113.66\r\nConnection: close\r\n\r\n"
            ),
        ] {
            if let Some(reply) = raw(&server, head.as_bytes()) {
                check(&format!("raw {head:.80}"), &reply);
            }
        }
    }
    log_is_clean(&folder, asked);
}

#[test]
fn what_accounts_type_and_hand_in_reaches_no_page_and_no_log_raw() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "0"]);
    let station = Station::new(61);
    assert_eq!(server.post("/v1/grants", &station.grant()).status, 204);
    for records in [3, 4] {
        assert_eq!(server.post("/v1/bundles", &station.bundle(records)).status, 200);
    }
    let cookie = server.sign_in();
    let mut shown = String::new();
    for attack in attacks() {
        let (value, name) = (encoded(&attack), attack.replace(['"', '\r', '\n', '\0'], "_"));
        let short: String = value.chars().take(3000).collect();
        let query = format!(
            "xep={short}&tim={short}&o={short}&loc={short}&xa={short}&xong={short}&chon={short}&ai={short}&loai={short}&ngay={short}&truoc={short}&unit={short}"
        );
        for path in ["/", "/viec", "/viec/1", "/tram", "/nhat-ky", "/tai-khoan", "/v1/totals"] {
            check(&format!("{path} {attack:.80}"), &server.page(&format!("{path}?{query}"), &cookie));
        }
        check("one filter", &server.page(&format!("/nhat-ky?ai={short}"), &cookie));
        check("a day", &server.page(&format!("/nhat-ky?ngay={short}"), &cookie));
        let handed = handed_in(&server, &cookie, &[(&name, attack.as_bytes())]);
        check(&format!("/nop {attack:.80}"), &handed);
        shown.push_str(&handed.text());
        check("a word", &server.form("/quyet/1", &cookie, &format!("word={short}&ghi=x")));
        check("a withdrawal", &server.form("/hoan/1", &cookie, &format!("luc={short}")));
        check("a password", &server.form("/mat-khau", &cookie, &format!("cu=x&moi={short}&lai={short}")));
        let remark: String = value.chars().take(3600).collect();
        let decided = server.form("/quyet/1", &cookie, &format!("word=none&ghi={remark}"));
        assert_eq!(decided.status, 303, "{}", decided.text());
        check("a unit", &server.page(&format!("/?tim={short}"), &cookie));
        check("a filter", &server.page(&format!("/viec?o={short}&xa={short}"), &cookie));
        check("a station", &server.page(&format!("/tram/{short}"), &cookie));
        check("a note", &server.form("/viec/1/ghi-chu", &cookie, &format!("chu={remark}")));
        for path in ["/viec/1", "/", "/viec?o=xong", "/nhat-ky"] {
            let page = server.page(path, &cookie);
            check(&format!("{path} after {attack:.80}"), &page);
            shown.push_str(&page.text());
        }
        let decided_ms = server.page("/viec?o=xong", &cookie).text();
        let at = decided_ms.split("name=\"luc\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert_eq!(server.form("/hoan/1", &cookie, &format!("luc={at}")).status, 303);
    }
    assert!(
        shown.contains("&#60;script&#62;") && shown.contains("U+001B") && shown.contains("alert(1)"),
        "control: they do arrive, as text"
    );
    log_is_clean(&folder, 200);
}

/// Names and places in a hostile station's bundle, and rows as a ledger would hold them that was written by something else.
#[test]
fn what_stations_declare_and_a_ledger_holds_reaches_no_page_raw() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "0"]);
    let cookie = server.sign_in();
    let keys = Keys::demo().unwrap();
    let (mut nth, mut shown) = (100, String::new());
    for (person, attack) in (0..).zip(attacks()) {
        let mut stations = Vec::new();
        for name in [attack.clone(), format!("{attack} khác")] {
            let station = Station::new(nth);
            nth += 1;
            check("a hostile place", &server.post("/v1/grants", &station.grant()));
            let number = IdNumber::parse(&stage::number(person)).unwrap();
            let key = person_key(demo_centre::person_key_secret().bytes(), &PersonKeySource::Number(&number));
            let mut told = stage::told(person);
            (told.name, told.birth, told.lives.village) = (name, format!("19{:02}-01-01", nth - 90), attack.clone());
            let bodies = vec![
                (None, Body::ShiftOpened { shift: 1, helper: attack.clone() }),
                (Some(key), Body::Consent { text_version: 2 }),
                (Some(key), Body::Registration { registration: Box::new(told) }),
            ];
            check("a hostile bundle", &server.post("/v1/bundles", &station.bundle_of(bodies, &station.key)));
            stations.push(station.of.station.clone());
        }
        let ledger = ledger::open_sqlite(&folder.centre().join("so-cai.db"), &keys.ledger_key()).unwrap();
        let row = CaseRow {
            id: 0,
            kind: CaseKind::Anomaly,
            subject: attack.clone(),
            detail: attack.clone(),
            opened: Moment(crate::days::ARRIVED_MS),
            decision: None,
            decided: None,
            decided_by: None,
            aside: None,
            remark: None,
            taken: None,
        };
        let written = ledger.write(&mut |tx| {
            let case = tx.open_case(&row)?;
            tx.note(Moment(crate::days::ARRIVED_MS), Actor::CommandLine, &attack)?;
            tx.note(Moment(crate::days::ARRIVED_MS), Actor::CommandLine, &format!("account-add {attack}"))?;
            tx.note_refused(&attack, "TS-B51", Moment(crate::days::ARRIVED_MS))?;
            for station in &stations {
                // No grant has such a place (`bundle::enrol`); the page does not rely on it.
                let row = tx.station(station)?.unwrap();
                tx.put_station(&StationRow { village: attack.clone(), ..row })?;
            }
            tx.note_refused(stations[0].as_str(), &attack, Moment(crate::days::ARRIVED_MS))?;
            let by = RecordedActor::from(Actor::CommandLine);
            tx.set_case(&CaseRow { id: case, aside: Some((Moment(1), by)), ..row.clone() })
        });
        written.unwrap();
        let detail = format!("/tram/{}", stations[0]);
        for path in ["/", "/viec", "/tram", &detail, "/nhat-ky", "/v1/totals", "/v1/totals?unit=11113"] {
            let page = server.page(path, &cookie);
            assert_eq!(page.status, 200, "{path}");
            check(&format!("{path} with {attack:.80}"), &page);
            shown.push_str(&page.text());
        }
        for case in 1..nth {
            let page = server.page(&format!("/viec/{case}"), &cookie);
            check(&format!("/viec/{case} with {attack:.80}"), &page);
            shown.push_str(&page.text());
        }
    }
    assert!(shown.contains("&#60;script&#62;") && shown.contains("alert(1)"), "control: they do arrive, as text");
    log_is_clean(&folder, 100);
}
