use crate::central::office::{Folder, PASSWORD, Server, Station, credentials, read_reply, size_of};
use std::{
    fs,
    io::Write,
    path::PathBuf,
    time::{Duration, Instant},
};

#[test]
fn ten_gigabytes_are_refused_at_once() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let began = Instant::now();
    let mut stated = server.connect();
    stated.write_all(b"POST /v1/bundles HTTP/1.1\r\nHost: x\r\nContent-Length: 10737418240\r\n\r\n").unwrap();
    let reply = read_reply(&mut stated);
    assert_eq!((reply.status, reply.code()), (413, "TS-M20".to_owned()));
    let mut unstated = server.connect();
    unstated.write_all(b"POST /v1/bundles HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    assert_eq!(read_reply(&mut unstated).status, 411);
    // Chunks do not state how much it will be: strangers are refused at the first 128 KiB, and get no further than a bundle.
    let mut chunked = server.connect();
    chunked.write_all(b"POST /v1/bundles HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n").unwrap();
    let chunk = [b"100000\r\n", &vec![0_u8; 1 << 20][..], b"\r\n"].concat();
    let sent = (0..10_240).take_while(|_| chunked.write_all(&chunk).is_ok()).count();
    assert!(sent < 64, "{sent} MiB were taken");
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    assert_eq!(server.get("/v1/health").status, 200);
}

#[test]
fn silent_connections_do_not_stop_others() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let mut silent: Vec<_> = (0..400).map(|_| server.connect()).collect();
    for stream in silent.iter_mut().step_by(2) {
        stream.write_all(b"POST /v1/bundles HTTP/1.1\r\nHost: x\r\nX-Slow: ").unwrap();
    }
    let began = Instant::now();
    assert_eq!(server.get("/v1/health").status, 200);
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    // Ten seconds of silence end a connection: the other side sees its end.
    let reply = silent.pop().map(|mut stream| {
        let mut byte = [0];
        std::io::Read::read(&mut stream, &mut byte)
    });
    assert!(matches!(reply, Some(Ok(0) | Err(_))), "{reply:?}");
    assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
}

#[test]
fn uploads_of_strangers_cost_little_and_leave_nothing() {
    let count = u32::try_from(crate::durability::scale::scaled(300, 10_000)).unwrap();
    eprintln!("{count} unsigned uploads");
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "0"]);
    let known = Station::new(20);
    assert_eq!(server.post("/v1/grants", &known.grant()).status, 204);
    let stranger = Station::new(21);
    let bundles = [stranger.bundle(40), known.bundle_signed(40, &stranger.key)];
    assert_eq!(server.post("/v1/bundles", &bundles[0]).code(), "TS-B52");
    let before = (size_of(&folder.centre()), cpu(&server));
    for n in 0..count {
        let reply = server.post("/v1/bundles", &bundles[usize::try_from(n % 2).unwrap()]);
        assert!(matches!(reply.status, 403 | 422), "{}", reply.text());
    }
    let used = cpu(&server) - before.1;
    let a_thousand = used * 1000 / count.max(1);
    eprintln!("{a_thousand:?} of processor time a thousand");
    let debug = if cfg!(debug_assertions) { 20 } else { 1 }; // this build is not optimised
    assert!(a_thousand < Duration::from_secs(debug), "{a_thousand:?}");
    let grown = size_of(&folder.centre()).saturating_sub(before.0);
    assert!(grown < 8 << 20, "{grown} bytes more: the log of the ledger is bounded");
    assert_eq!(server.post("/v1/bundles", &known.bundle(40)).status, 200, "control: its own is taken");
}

#[test]
fn a_bundle_signed_with_the_key_of_another_station_is_refused() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let (one, other) = (Station::new(22), Station::new(23));
    for station in [&one, &other] {
        assert_eq!(server.post("/v1/grants", &station.grant()).status, 204);
    }
    let forged = server.post("/v1/bundles", &one.bundle_signed(3, &other.key));
    assert_eq!((forged.status, forged.code()), (422, "TS-B58".to_owned()));
    assert_eq!(server.post("/v1/bundles", &one.bundle(3)).status, 200, "control");
}

#[test]
fn every_broken_file_is_refused_and_the_server_goes_on() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "0"]);
    let fixtures = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/broken-bundles");
    let mut seen = 0;
    for entry in fs::read_dir(fixtures).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let bytes = fs::read(&path).unwrap();
            for door in ["/v1/bundles", "/v1/grants"] {
                let reply = server.post(door, &bytes);
                assert!((400..500).contains(&reply.status), "{}: {}", path.display(), reply.status);
                assert!(reply.code().starts_with("TS-"), "{}", reply.text());
            }
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen}");
    let deep = "[".repeat(10_000).into_bytes();
    let parcel = tar(&[("manifest.json", &deep), ("manifest.json.minisig", b"x")]);
    assert!(server.post("/v1/bundles", &parcel).status == 422);
    let outside = tar(&[("../../etc/passwd", b"x")]);
    assert_eq!(server.post("/v1/bundles", &outside).code(), "TS-B75");
    let twice = tar(&[("manifest.json", b"{}"), ("manifest.json", b"{}")]);
    assert_eq!(server.post("/v1/bundles", &twice).code(), "TS-B76");
    assert_eq!(server.get("/v1/health").status, 200);
}

#[test]
fn who_asks_too_much_is_told_to_wait() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "5"]);
    let replies: Vec<_> = (0..80).map(|_| server.get("/v1/uploads/00?len=1")).collect();
    let waiting: Vec<_> = replies.iter().filter(|reply| reply.status == 429).collect();
    assert!(waiting.len() > 20, "{}", waiting.len());
    assert!(waiting[0].header("retry-after").is_some() && waiting[0].code() == "TS-M22");
    assert_ne!(replies[0].status, 429, "control: the first ones were let in");
    assert_eq!(server.get("/v1/health").status, 200, "who watches the server is not counted");
    let patient = tramso::loadgen::Server::new(&format!("http://{}", server.address), None).unwrap();
    assert_ne!(patient.get("/v1/uploads/00?len=1").unwrap().0, 429, "the load generator waits as it is told");
}

#[test]
fn a_browser_that_is_known_signs_in_whoever_floods_from_its_network() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "5"]);
    let form = credentials("thanh-pho", PASSWORD);
    let signed_in = server.form("/vao", "", &form);
    assert_eq!(signed_in.status, 303, "{}", signed_in.text());
    let device = signed_in.headers("set-cookie").into_iter().find(|cookie| cookie.starts_with("tramso-may=")).unwrap();
    let device = device.split(';').next().unwrap();
    let flood = || (0..80).map(|_| server.get("/v1/uploads/00?len=1").status).filter(|status| *status == 429).count();
    assert!(flood() > 20);
    assert_eq!(server.form("/vao", "", &form).status, 429, "control: a strange browser waits");
    let made_up = device.replace("tramso-may=thanh-pho/", "tramso-may=thanh-pho/0");
    assert_eq!(server.form("/vao", &made_up, &form).status, 429, "control: a cookie that nobody made");
    flood();
    assert_eq!(server.form("/vao", device, &form).status, 303);
    let often = (0..80).filter(|_| server.form("/vao", device, "account=x&password=y").status == 429).count();
    assert!(often > 20, "it is counted by itself: {often}");
}

/// A parcel as `tar` would write it, of names that ours never has.
fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (name, inside) in members {
        let own = tramso::crypto::parcel::Member { name: "x", bytes: inside };
        let mut one = tramso::crypto::parcel::write(&[own]).unwrap();
        one.truncate(one.len() - 1024);
        one[..name.len()].copy_from_slice(name.as_bytes());
        one[148..156].copy_from_slice(b"        ");
        let sum: u32 = one[..512].iter().map(|byte| u32::from(*byte)).sum();
        one[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        bytes.extend(one);
    }
    bytes.resize(bytes.len() + 1024, 0);
    bytes
}

/// Processor time of the server so far.
fn cpu(server: &Server) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{}/stat", server.child.id())).unwrap();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
    Duration::from_millis(ticks * 10) // 100 ticks a second on Linux
}
