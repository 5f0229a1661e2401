//! Packs of a real contest whose questions are open: none is added, and one that is there already is not published.

use crate::{
    central::{
        cli::pack,
        office::{Folder, PASSPHRASE, Station},
    },
    pty as terminal,
};
use std::fs;
use tramso::{
    bundle::enrol::request,
    centre::key_file,
    content::pack::examine,
    crypto::{Passphrase, demo_centre::CENTRE_RECIPIENT},
    ledger::{self, PackRow},
};

const CONTEST: &str = "hoc-so-2025";

fn centre() -> Folder {
    let folder = Folder::empty();
    let made = folder.run(&["init", "--contest", CONTEST, "--name", "Sở Khoa học và Công nghệ"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    folder
}

#[test]
fn an_unsealed_pack_of_a_real_contest_is_refused_with_what_to_do() {
    let folder = centre();
    let (open, fingerprint) = pack(&folder, CONTEST, None);
    fs::write(folder.path("goi.tsp"), open).unwrap();
    let added = folder.run(&["pack", "add", &folder.path("goi.tsp"), "--root-fingerprint", &fingerprint]);
    let printed = String::from_utf8_lossy(&added.stderr).into_owned();
    assert!(!added.status.success() && printed.contains("TS-M104") && printed.contains("--seal-to"), "{printed}");
    let server = folder.serve(&[]);
    assert_eq!(server.get(&format!("/v1/packs/{CONTEST}/newest")).code(), "TS-M26", "nothing was kept");
}

#[test]
fn an_unsealed_pack_that_is_there_already_is_published_to_nobody() {
    let folder = centre();
    let (open, fingerprint) = pack(&folder, CONTEST, None);
    put(&folder, &open);
    let server = folder.serve(&[]);
    let refused = server.get(&format!("/v1/packs/{CONTEST}/newest"));
    assert_eq!((refused.status, refused.code()), (404, "TS-M105".to_owned()), "{}", refused.text());
    assert!(!refused.text().contains("correct"), "no answer");
    assert!(folder.log().contains("TS-M105"), "it is reported when the server starts: {}", folder.log());
    drop(server);
    let approved = approve(&folder);
    assert!(approved.contains("TS-M104"), "nor does a station get it with its grant: {approved}");
    // The control: the sealed one is published.
    let folder = centre();
    let (sealed, _) = pack(&folder, CONTEST, Some(CENTRE_RECIPIENT));
    let _ = fingerprint;
    fs::write(folder.path("goi.tsp"), &sealed).unwrap();
    fs::write(folder.path("de-thi.age"), tramso::crypto::demo_centre::CENTRE_IDENTITY).unwrap();
    let root = examine(&sealed, None).unwrap().root_fingerprint();
    let identity = folder.path("de-thi.age");
    let added =
        folder.run(&["pack", "add", &folder.path("goi.tsp"), "--identity", &identity, "--root-fingerprint", &root]);
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    let server = folder.serve(&[]);
    assert_eq!(server.get(&format!("/v1/packs/{CONTEST}/newest")).body, sealed);
    assert!(!folder.log().contains("TS-M105"));
    assert!(!approve(&folder).contains("TS-M104"), "control");
}

/// At a keyboard each passphrase is asked for once: who is asked again believes that it was wrong.
#[test]
fn the_passphrase_of_the_keys_is_asked_for_once() {
    let folder = centre();
    let (sealed, _) = pack(&folder, CONTEST, Some(CENTRE_RECIPIENT));
    fs::write(folder.path("goi.tsp"), &sealed).unwrap();
    fs::write(folder.path("de-thi.age"), tramso::crypto::demo_centre::CENTRE_IDENTITY).unwrap();
    let root = examine(&sealed, None).unwrap().root_fingerprint();
    let (file, identity) = (folder.path("goi.tsp"), folder.path("de-thi.age"));
    let place = folder.centre().display().to_string();
    let args = ["pack", "add", &file, "--identity", &identity, "--root-fingerprint", &root, "--dir", &place];
    let program = env!("CARGO_BIN_EXE_tramso-central");
    let mut desk = terminal::Station::start_program(program, &args, 120, 24, &[("LANG", "vi_VN.UTF-8")]);
    desk.see("keys.age:").press(&format!("{PASSPHRASE}<enter>"));
    assert!(desk.ends_well(), "{}", desk.text());
    assert_eq!(desk.text().matches("Mật khẩu của").count(), 1, "{}", desk.text());
}

/// What is printed when a station is to be approved with the newest pack.
fn approve(folder: &Folder) -> String {
    let station = Station::new(73);
    let asked = station.asked.clone();
    fs::write(folder.path("xin.tsq"), request::write(&asked, &station.key).unwrap()).unwrap();
    let key = folder.centre().join("cat-di/cap-phep.key").display().to_string();
    let (from, to) = (folder.path("xin.tsq"), folder.path("giay.tsg"));
    let args = ["enrol", "approve", &from, "--out", &to, "--fingerprint", &asked.fingerprint(), "--enrol-key", &key];
    let done = folder.run(&[&args[..], &["--enrol-passphrase-file", &folder.path("mat-khau")]].concat());
    String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned()
}

/// What an earlier version did: the pack is in the ledger.
fn put(folder: &Folder, bytes: &[u8]) {
    let file = fs::read(folder.centre().join("keys.age")).unwrap();
    let passphrase = Passphrase::read(crate::central::office::PASSPHRASE).unwrap();
    let keys = key_file::read(&key_file::unseal(&file, &passphrase).unwrap()).unwrap();
    let examined = examine(bytes, None).unwrap();
    let row = PackRow {
        contest: CONTEST.to_owned(),
        version: examined.manifest.version,
        digest: examined.digest,
        bytes: bytes.to_vec(),
    };
    let ledger = ledger::open_sqlite(&folder.centre().join("so-cai.db"), &keys.ledger_key()).unwrap();
    ledger.write(&mut |tx| tx.add_pack(&row)).unwrap();
}
