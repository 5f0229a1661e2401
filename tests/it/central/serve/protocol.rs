use crate::central::office::{Folder, Reply, Server, Station};
use std::{
    io::Write,
    net::Shutdown,
    sync::{Arc, Barrier},
    thread,
};
use tramso::{
    centre::Keys,
    crypto::{SpokenReceipt, demo_centre, hex, hkdf_sha256, sha256},
    loadgen::{Away, Server as Load, ServerFault},
};

fn put(server: &Server, digest: &str, at: usize, len: usize, piece: &[u8]) -> Reply {
    server.send("PUT", &format!("/v1/uploads/{digest}?at={at}&len={len}"), &[], piece)
}

fn have(server: &Server, digest: &str, len: usize) -> u64 {
    server.get(&format!("/v1/uploads/{digest}?len={len}")).json()["have"].as_u64().unwrap()
}

#[test]
fn a_station_makes_itself_known_and_hands_in() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    assert_eq!(server.get("/v1/health").json()["ok"], true);
    let station = Station::new(10);
    let bundle = station.bundle(5);
    let unknown = server.post("/v1/bundles", &bundle);
    assert_eq!((unknown.status, unknown.code()), (403, "TS-B52".to_owned()));
    assert_eq!(unknown.header("content-type").unwrap(), "application/problem+json");
    assert_eq!(server.post("/v1/grants", &station.grant()).status, 204);
    assert_eq!(server.post("/v1/grants", &station.grant()).status, 204, "twice is as good as once");
    let first = server.post("/v1/bundles", &bundle);
    assert_eq!((first.status, first.header("tramso-outcome").unwrap()), (200, "new".to_owned()), "{}", first.text());
    assert_eq!(first.header("content-type").unwrap(), "application/vnd.tramso.receipt");
    let receipt = station.receipt(&first.body);
    assert_eq!((receipt.ack_upto, receipt.held.len()), (5, 1));
    let again = server.post("/v1/bundles", &bundle);
    assert_eq!(again.header("tramso-outcome").unwrap(), "known");
    assert_eq!(again.body, first.body);
    let newest = server.get(&format!("/v1/receipts/{}/{}", station.of.station, station.of.epoch));
    assert_eq!(station.receipt(&newest.body).ack_upto, 5);
    let spoken = SpokenReceipt {
        contest: &station.of.contest,
        station: station.of.station.as_str(),
        epoch: station.of.epoch.as_str(),
        seq: 1,
        manifest: &receipt.held[0].digest,
    };
    let five = Some(spoken.code(demo_centre::draw_key("", "").bytes()));
    assert_eq!(
        [&first, &again, &newest].map(|reply| reply.header("tramso-spoken")),
        [five.clone(), five.clone(), five]
    );
    for path in ["/v1/receipts/x/y", "/v1/receipts/../..", "/v1/packs/none/newest", "/nothing"] {
        assert_eq!(server.get(path).code(), "TS-M26", "{path}");
    }
    assert_eq!(server.get("/v1/bundles").code(), "TS-M27");
    let english = server.send("POST", "/v1/bundles", &[("Accept-Language", "en-GB,en")], b"x");
    assert!(english.text().contains("The file"), "{}", english.text());
}

#[test]
fn a_grant_that_another_key_signed_lets_nobody_in() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let station = Station::new(11);
    let refused = server.post("/v1/grants", &station.grant_by(&station.key));
    assert_eq!((refused.status, refused.code()), (422, "TS-B58".to_owned()));
    assert_eq!(server.post("/v1/bundles", &station.bundle(1)).status, 403);
    assert_eq!(server.post("/v1/grants", &station.grant()).status, 204, "control: the right one does");
}

#[test]
fn an_upload_goes_on_where_it_was_cut() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let station = Station::new(12);
    assert_eq!(server.post("/v1/grants", &station.grant()).status, 204);
    let bundle = station.bundle(2000);
    let (digest, len) = (hex(&sha256(&[&bundle])), bundle.len());
    assert_eq!(have(&server, &digest, len), 0);
    let front = 16 << 10;
    assert!(len > 3 * front, "{len}");
    let reply = put(&server, &digest, 0, len, &bundle[..front]);
    assert_eq!((reply.status, reply.json()["have"].as_u64().unwrap()), (202, u64::try_from(front).unwrap()));
    // A connection that breaks in the middle of a piece leaves what was there.
    let mut cut = server.connect();
    let head =
        format!("PUT /v1/uploads/{digest}?at={front}&len={len} HTTP/1.1\r\nHost: x\r\nContent-Length: {front}\r\n\r\n");
    cut.write_all(head.as_bytes()).unwrap();
    cut.write_all(&bundle[front..front + 100]).unwrap();
    cut.shutdown(Shutdown::Both).unwrap();
    assert_eq!(have(&server, &digest, len), u64::try_from(front).unwrap());
    let elsewhere = put(&server, &digest, front + 1, len, &bundle[front + 1..]);
    assert_eq!((elsewhere.status, elsewhere.json()["have"].as_u64().unwrap()), (409, u64::try_from(front).unwrap()));
    let done = put(&server, &digest, front, len, &bundle[front..]);
    assert_eq!((done.status, done.header("tramso-outcome").unwrap()), (200, "new".to_owned()), "{}", done.text());
    assert_eq!(station.receipt(&done.body).ack_upto, 2000);
    // The answer was lost: asking where the upload is and sending that rest brings it again.
    let left = usize::try_from(have(&server, &digest, len)).unwrap();
    assert!(left + 1 >= len);
    let again = put(&server, &digest, left, len, &bundle[left..]);
    assert_eq!((again.status, &again.body), (200, &done.body));
    assert_eq!(server.post("/v1/bundles", &bundle).body, done.body, "whole or in pieces, it is one bundle");
}

#[test]
fn an_upload_that_is_not_what_was_said_is_thrown_away() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "0"]);
    let station = Station::new(13);
    assert_eq!(server.post("/v1/grants", &station.grant()).status, 204);
    let bundle = station.bundle(500);
    let len = bundle.len();
    let other = hex(&[7; 32]);
    let reply = put(&server, &other, 0, len, &bundle);
    assert_eq!((reply.status, reply.code()), (422, "TS-M31".to_owned()));
    assert_eq!(have(&server, &other, len), 0);
    let digest = hex(&sha256(&[&bundle]));
    assert_eq!(put(&server, &digest, 0, len, &bundle[..600]).code(), "TS-M30", "the front is not whole");
    assert_eq!(put(&server, &digest, 0, len, b"nothing of ours").code(), "TS-M30");
    assert_eq!(put(&server, "zz", 0, len, &bundle).code(), "TS-M32");
    assert_eq!(put(&server, &digest, 0, len - 1, &bundle).code(), "TS-M32");
    assert_eq!(put(&server, &digest, 0, 17 << 20, &bundle).status, 413);
    assert_eq!(put(&server, &digest, 0, len, &bundle).status, 200, "control");
}

#[test]
fn twenty_copies_at_once_are_one_bundle_with_one_receipt() {
    let folder = Folder::new();
    let server = Arc::new(folder.serve(&[]));
    let station = Station::new(14);
    assert_eq!(server.post("/v1/grants", &station.grant()).status, 204);
    let bundle = Arc::new(station.bundle(300));
    let barrier = Arc::new(Barrier::new(20));
    let threads: Vec<_> = (0..20)
        .map(|_| {
            let (server, bundle, barrier) = (server.clone(), bundle.clone(), barrier.clone());
            thread::spawn(move || {
                barrier.wait();
                server.post("/v1/bundles", &bundle)
            })
        })
        .collect();
    let replies: Vec<Reply> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    assert!(replies.iter().all(|reply| reply.status == 200 && reply.body == replies[0].body));
    let new = replies.iter().filter(|reply| reply.header("tramso-outcome").unwrap() == "new").count();
    assert_eq!(new, 1);
    assert_eq!(station.receipt(&replies[0].body).number, 1);
}

#[cfg(unix)]
#[test]
fn told_to_stop_it_finishes_what_runs() {
    let folder = Folder::new();
    let mut server = folder.serve(&[]);
    let station = Station::new(15);
    assert_eq!(server.post("/v1/grants", &station.grant()).status, 204);
    let bundle = station.bundle(10);
    let mut stream = server.connect();
    let head = format!("POST /v1/bundles HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n", bundle.len());
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&bundle[..1000]).unwrap();
    assert_eq!(server.get("/v1/health").status, 200, "the request before it has begun");
    let stopped = std::process::Command::new("kill").arg(server.child.id().to_string()).status().unwrap();
    assert!(stopped.success());
    stream.write_all(&bundle[1000..]).unwrap();
    let reply = crate::central::office::read_reply(&mut stream);
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert!(server.child.wait().unwrap().success());
    assert!(folder.log().contains("\"stopped\""));
}

#[test]
fn tls_answers_with_its_own_certificate_and_plain_doors_stay_at_home() {
    let folder = Folder::new();
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    std::fs::write(folder.path("cert.pem"), made.cert.pem()).unwrap();
    std::fs::write(folder.path("key.pem"), made.signing_key.serialize_pem()).unwrap();
    let server = folder.serve(&["--tls-cert", &folder.path("cert.pem"), "--tls-key", &folder.path("key.pem")]);
    let root = ureq::tls::Certificate::from_pem(made.cert.pem().as_bytes()).unwrap();
    let roots = ureq::tls::RootCerts::new_with_certs(&[root]);
    let tls = ureq::tls::TlsConfig::builder().root_certs(roots).build();
    let agent = ureq::Agent::config_builder().tls_config(tls).build().new_agent();
    let port = server.address.rsplit(':').next().unwrap().to_owned();
    let mut reply = agent.get(format!("https://localhost:{port}/v1/health")).call().unwrap();
    assert_eq!(reply.body_mut().read_to_string().unwrap(), "{\"ok\":true}");
    let stranger = ureq::Agent::config_builder().build().new_agent();
    assert!(stranger.get(format!("https://localhost:{port}/v1/health")).call().is_err(), "control");
    let load = |root: Option<&[u8]>| Load::new(&format!("https://localhost:{port}"), root).unwrap().is_well();
    assert_eq!(load(Some(made.cert.pem().as_bytes())), Ok(true), "control");
    assert_eq!(load(None), Err(ServerFault::Away(Away::Untrusted)));
    let refused = folder.run(&["serve", "--listen", "0.0.0.0:0"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("TS-M19"));
}

#[test]
fn a_station_that_sent_enough_for_a_day_comes_again_tomorrow_or_brings_a_stick() {
    let folder = Folder::new();
    let (station, other) = (Station::new(16), Station::new(17));
    let (first, second) = (station.bundle(5), station.bundle(300));
    let most = (first.len() + 100).to_string();
    let server = folder.serve(&["--day-bytes", &most]);
    for station in [&station, &other] {
        assert_eq!(server.post("/v1/grants", &station.grant()).status, 204);
    }
    assert_eq!(server.post("/v1/bundles", &first).header("tramso-outcome").unwrap(), "new");
    let refused = server.post("/v1/bundles", &second);
    assert_eq!((refused.status, refused.code()), (429, "TS-M54".to_owned()));
    assert_eq!(refused.header("retry-after").unwrap(), "86400");
    let (digest, len) = (hex(&sha256(&[&second])), second.len());
    assert_eq!(put(&server, &digest, 0, len, &second).code(), "TS-M54", "in pieces as in one");
    assert_eq!(have(&server, &digest, len), 0, "and is not kept in memory for a day");
    assert_eq!(
        server.post("/v1/bundles", &first).header("tramso-outcome").unwrap(),
        "known",
        "what is known never counts"
    );
    assert_eq!(server.post("/v1/bundles", &other.bundle(5)).status, 200, "control: each station for itself");
    drop(server);
    std::fs::write(folder.path("b.tsb"), &second).unwrap();
    let stick = folder.run(&["ingest", folder.dir.path().to_str().unwrap(), "--json"]);
    assert!(stick.status.success(), "a stick is not measured: {}", String::from_utf8_lossy(&stick.stderr));
    let server = folder.serve(&["--day-bytes", "0"]);
    assert_eq!(server.post("/v1/bundles", &station.bundle(7)).status, 200, "control: without a limit");
}

#[test]
fn the_log_has_the_causes_of_a_ledgers_fault_and_the_answer_has_not() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let part = |tag: &str| hkdf_sha256(Keys::demo().unwrap().ledger_key().bytes(), tag, &[]);
    let (file, salt) = (part("tramso-ledger-file1"), part("tramso-ledger-salt1"));
    let db = rusqlite::Connection::open(folder.centre().join("so-cai.db")).unwrap();
    let key = format!("PRAGMA key = \"x'{}{}'\";", hex(file.bytes()), hex(&salt.bytes()[..16]));
    db.execute_batch(&format!("{key} ALTER TABLE setting RENAME TO gone")).unwrap();
    let reply = server.post("/v1/grants", &Station::new(41).grant());
    assert_eq!((reply.status, reply.code().as_str()), (500, "TS-M13"), "{}", reply.text());
    let log = folder.log();
    let lines = log.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let causes: Vec<String> = lines.filter_map(|line| Some(line["cause"].as_str()?.to_owned())).collect();
    assert_eq!(causes.len(), 1, "{log}");
    assert!(causes[0].starts_with("the database reports a fault: ") && !reply.text().contains(&causes[0]), "{log}");
}
