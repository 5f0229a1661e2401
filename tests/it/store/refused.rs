//! What is not this station's, not of this version or not whole is refused by its own error, and left as it is.

use super::{
    child,
    fixture::{Place, act, answer, quick, register, resident, setup},
    slots::copy,
};
use rusqlite::Connection;
use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
};
use tramso::{
    crypto::{Passphrase, sha256},
    record::hex,
    store::{Damage, DbKey, OpeningStep, Station, Store, StoreError},
};

/// The database as the library sees it, past our own door.
pub fn raw(dir: &Path, key: &DbKey) -> Connection {
    let db = Connection::open(dir.join("tramso.db")).unwrap();
    db.execute_batch("PRAGMA cipher_log_level = NONE").unwrap();
    db.execute_batch(&format!("PRAGMA key = \"x'{}'\"", hex(key.to_bytes().bytes()))).unwrap();
    db
}

fn digest(dir: &Path) -> [u8; 32] {
    sha256(&[&fs::read(dir.join("tramso.db")).unwrap(), &fs::read(dir.join("tramso.db-wal")).unwrap_or_default()])
}

fn open(dir: &Path, key: &DbKey) -> Result<Store, StoreError> {
    Station::find(dir)?.unlock_in(key.clone(), &quick(), &mut |_| ())
}

/// Changes the database, and checks that opening it then fails without changing a byte of it.
fn refused(change: impl Fn(&Place)) -> StoreError {
    let place = Place::new();
    register(&mut place.open(), 0, 0);
    change(&place);
    let before = digest(place.station.dir());
    let fault = open(place.station.dir(), &place.key).expect_err("it opened");
    assert_eq!(digest(place.station.dir()), before, "{fault:?}, and the database was touched");
    fault
}

fn change(sql: &str) -> impl Fn(&Place) {
    move |place| raw(place.station.dir(), &place.key).execute_batch(sql).unwrap()
}

#[test]
fn nothing_wrong_is_not_refused() {
    let place = Place::new();
    assert!(open(place.station.dir(), &place.key).is_ok());
}

#[test]
fn a_newer_database_is_refused_untouched() {
    assert!(matches!(refused(change("PRAGMA user_version = 99")), StoreError::Newer { found: 99, .. }));
}

#[test]
fn another_programs_database_is_refused_untouched() {
    assert!(matches!(refused(change("PRAGMA application_id = 7")), StoreError::NotOurs));
    let plain = |place: &Place| {
        fs::remove_file(place.station.path("tramso.db")).unwrap();
        let _ = fs::remove_file(place.station.path("tramso.db-wal"));
        Connection::open(place.station.path("tramso.db")).unwrap().execute_batch("CREATE TABLE x (y)").unwrap();
    };
    assert!(matches!(refused(plain), StoreError::NotOurs));
}

#[test]
fn another_contest_or_station_is_refused_untouched() {
    let fault = refused(change("UPDATE meta SET value = CAST('hp-2027' AS BLOB) WHERE name = 'contest'"));
    assert!(
        matches!(fault, StoreError::AnotherContest { found, expected } if found == "hp-2027" && expected == "demo")
    );
    let fault = refused(change("UPDATE meta SET value = CAST('00' AS BLOB) WHERE name = 'kiosk'"));
    assert!(matches!(fault, StoreError::AnotherStation));
}

#[test]
fn another_stations_slots_are_refused() {
    let (one, other) = (Place::new(), Place::new());
    let theirs = other.station.path("keys");
    fs::remove_dir_all(one.station.path("keys")).unwrap();
    copy(&theirs, &one.station.path("keys"));
    let station = Station::find(one.station.dir()).unwrap();
    assert!(matches!(station.key(station.slots[0].id, &other.passphrase), Err(StoreError::AnotherStation)));
    assert!(matches!(open(one.station.dir(), &other.key), Err(StoreError::OtherKeys)), "another key");
}

#[test]
fn a_damaged_database_is_refused_untouched() {
    let empty = |place: &Place| fs::write(place.station.path("tramso.db"), b"").unwrap();
    assert!(matches!(refused(empty), StoreError::Damaged(Damage::Pages)));
    let torn = |place: &Place| {
        let file = place.station.path("tramso.db");
        let mut bytes = fs::read(&file).unwrap();
        bytes[100] ^= 1;
        fs::write(&file, bytes).unwrap();
    };
    assert!(matches!(refused(torn), StoreError::Damaged(Damage::Pages)));
    let gone = |place: &Place| fs::write(place.station.path("tramso.db"), vec![7; 9000]).unwrap();
    assert!(matches!(refused(gone), StoreError::Damaged(Damage::Pages)));
}

/// docs/THREAT-MODEL.md K5: the header holds the salt, and a power cut in a checkpoint may tear it while all data are
/// in the log.
#[test]
fn a_torn_first_sector_is_mended_from_the_log() {
    let place = Place::new();
    let mut store = place.open();
    let person = register(&mut store, 0, 0);
    for n in 0..30 {
        store.save(Some(person), &act(n), &[answer(1, 1)]).unwrap();
    }
    // A page 1 in the log, as every growth of the file writes one.
    store.settings_set("a", &"x".repeat(20_000)).unwrap();
    let cut = place.temp.path().join("cut");
    copy(place.station.dir(), &cut);
    let file = cut.join("tramso.db");
    let mut bytes = fs::read(&file).unwrap();
    bytes[..512].fill(0xa5);
    fs::write(&file, bytes).unwrap();
    let mut steps = Vec::new();
    let station = Station::find(&cut).unwrap();
    let store = station.unlock_in(place.key.clone(), &quick(), &mut |step| steps.push(step)).unwrap();
    assert!(store.opening().was_unclean);
    assert_eq!(
        steps,
        [
            OpeningStep::Reading,
            OpeningStep::BringingHome,
            OpeningStep::CheckingTables,
            OpeningStep::CheckingPages,
            OpeningStep::Ready
        ]
    );
    let person = store.find_by_key(&resident(0).key(&store)).unwrap().unwrap();
    assert_eq!(store.history(person).unwrap().len(), 32);
}

#[test]
fn a_damaged_page_is_found_after_an_unclean_stop() {
    let place = Place::new();
    let mut store = place.open();
    for n in 0..30 {
        register(&mut store, n, 0);
    }
    store.checkpoint().unwrap();
    let cut = place.temp.path().join("cut");
    copy(place.station.dir(), &cut);
    let file = cut.join("tramso.db");
    let mut bytes = fs::read(&file).unwrap();
    let last = bytes.len() - 2000;
    bytes[last] ^= 0x40;
    fs::write(&file, bytes).unwrap();
    assert!(matches!(open(&cut, &place.key), Err(StoreError::Damaged(_))));
}

#[test]
fn a_station_of_a_later_program_is_refused() {
    let place = Place::new();
    let file = place.station.path("station.json");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("\"format\":1", "\"format\":2")).unwrap();
    assert!(matches!(Station::find(place.station.dir()), Err(StoreError::Newer { found: 2, known: 1 })));
    fs::write(&file, "{\"format\":1}").unwrap();
    assert!(matches!(Station::find(place.station.dir()), Err(StoreError::Damaged(Damage::StationFile))));
}

#[test]
fn a_second_process_is_refused() {
    let place = Place::new();
    let mut other = child::start(&[], place.station.dir(), &place.passphrase, "hold");
    let mut lines = BufReader::new(other.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().ends_with("HELD")), "the other process has it");
    assert!(matches!(open(place.station.dir(), &place.key), Err(StoreError::AlreadyRunning)));
    other.stdin.take().unwrap().write_all(b"\n").unwrap();
    other.wait().unwrap();
    assert!(open(place.station.dir(), &place.key).is_ok(), "and lets go of it");
}

#[test]
fn a_process_that_is_killed_lets_go_and_loses_nothing() {
    let place = Place::new();
    let mut other = child::start(&[], place.station.dir(), &place.passphrase, "answer");
    let mut lines = BufReader::new(other.stdout.take().unwrap()).lines().map_while(Result::ok);
    let acked = lines.by_ref().filter(|line| line.contains("ACK ")).take(10).count();
    other.kill().unwrap();
    other.wait().unwrap();
    let store = open(place.station.dir(), &place.key).unwrap();
    assert!(store.opening().was_unclean);
    let person = store.find_by_key(&resident(0).key(&store)).unwrap().unwrap();
    assert!(store.history(person).unwrap().len() >= 2 + acked);
}

#[test]
fn create_takes_a_passphrase_of_ones_own() {
    let place = Place::new();
    let own = Passphrase::read("mười hai con vịt bơi ngoài đồng").unwrap();
    let dir = place.temp.path().join("own");
    let station = Station::create_in(&dir, &setup(), ("Lan", &own), &quick()).unwrap();
    assert!(station.unlock(station.slots[0].id, &own).is_ok());
}
