//! High-water marks: a database that was put back, or lost its tail, goes on under an epoch that states it.

use super::fixture::*;
use crate::street::restored::copy_folder;
use std::{fs, path::Path};
use tempfile::TempDir;
use tramso::store::{EpochWhy, Finding, MarkPlaces, Station, Store, restore_from};

/// A user's state folder and the kernel's keyring, as a test wants them.
fn places(state: Option<&TempDir>, folder: bool, keyring: bool) -> MarkPlaces {
    MarkPlaces { folder, state: state.map(|temp| temp.path().join("tramso")), keyring }
}

fn open_at(place: &Place, dir: &Path, marks: &MarkPlaces) -> Store {
    let station = Station::find(dir).unwrap().with_marks(marks.clone());
    station.unlock_in(place.key.clone(), &quick(), &mut |_| ()).unwrap()
}

/// A person who opens a paper, and answers it to its end.
fn sit(store: &mut Store, n: usize, seconds: i64) {
    let person = register(store, n, seconds);
    store.save(Some(person), &act(seconds + 1), &[topic(1), topic(2), topic(3), topic(4), opened()]).unwrap();
    store.save(Some(person), &act(seconds + 9), &[submitted(), message("Tôi giữ kín mật khẩu.")]).unwrap();
}

/// A station with an open shift and one entry.
fn begun(place: &Place, marks: &MarkPlaces) -> Store {
    let mut store = open_at(place, place.station.dir(), marks);
    let slot = store.slots().unwrap()[0].id;
    store.open_shift(slot, at(0)).unwrap();
    sit(&mut store, 0, 10);
    store
}

/// Attack: the folder is copied, papers are looked at, the copy is put back, and the same people answer perfectly.
#[test]
fn peek_and_roll_back_is_seen_by_each_place_alone() {
    for (state, keyring) in [(true, false), (false, true), (true, true)] {
        let (place, temp) = (Place::new(), TempDir::new().unwrap());
        let marks = places(state.then_some(&temp), true, keyring);
        let store = begun(&place, &marks);
        store.close().unwrap();
        let (dir, copy) = (place.station.dir().to_owned(), place.temp.path().join("ban-sao"));
        copy_folder(&dir, &copy);
        let mut store = open_at(&place, &dir, &marks);
        sit(&mut store, 1, 100);
        let seen = store.next_number() - 1;
        store.close().unwrap();
        fs::remove_dir_all(&dir).unwrap();
        copy_folder(&copy, &dir);
        let store = open_at(&place, &dir, &MarkPlaces::default());
        assert_eq!(store.opening().new_epoch, None, "control: without marks nobody sees it");
        store.close().unwrap();
        let mut store = open_at(&place, &dir, &marks);
        assert_eq!(store.opening().new_epoch, Some(EpochWhy::RolledBack), "{state} {keyring}");
        assert_eq!(
            (store.epoch().number, store.epoch().why, store.epoch().confirmed),
            (2, EpochWhy::RolledBack, false)
        );
        // The test was the last that raised the mark; the message came behind it.
        assert!((seen - 1..=seen).contains(&store.opening().behind.as_ref().unwrap().n));
        assert!(store.examine(&|_| ()).iter().any(|one| matches!(one, Finding::RolledBack { .. })));
        assert_eq!(store.current_shift().unwrap().unwrap().number, 1, "nothing is refused: the shift goes on");
        sit(&mut store, 1, 200);
        store.close().unwrap();
        let store = open_at(&place, &dir, &marks);
        assert_eq!((store.opening().new_epoch, store.epoch().number), (None, 2), "it is noted once");
        let (statement, _) = store.epochs().unwrap()[1].statement.clone().unwrap();
        let statement: serde_json::Value = serde_json::from_slice(&statement).unwrap();
        assert_eq!(statement["why"], "rolled-back");
        assert_eq!(statement["seen_n"], store.certificate_seen());
        tramso::platform::forget_key(&format!("tramso-mark:{}", place.station.station));
    }
}

trait Seen {
    fn certificate_seen(&self) -> u64;
}

impl Seen for Store {
    fn certificate_seen(&self) -> u64 {
        let (bytes, _) = self.certificates(9).unwrap().pop().unwrap();
        tramso::bundle::Certificate::read(2, &bytes).unwrap().seen.unwrap().0
    }
}

/// `tramso.db` alone, without its write-ahead log, has lost people, and is a sound database.
#[test]
fn a_database_without_its_log_is_behind_its_mark() {
    let place = Place::new();
    let marks = places(None, true, false);
    let mut store = begun(&place, &marks);
    store.checkpoint().unwrap();
    sit(&mut store, 1, 100);
    let copy = place.temp.path().join("ban-sao");
    copy_folder(place.station.dir(), &copy);
    let with_log = open_at(&place, &copy, &marks);
    assert_eq!(with_log.opening().new_epoch, None, "control: with its log nothing is missing");
    drop(with_log);
    fs::remove_dir_all(&copy).unwrap();
    copy_folder(place.station.dir(), &copy);
    for log in ["tramso.db-wal", "tramso.db-shm"] {
        let _ = fs::remove_file(copy.join(log));
    }
    let mut cut = open_at(&place, &copy, &marks);
    assert_eq!(cut.opening().new_epoch, Some(EpochWhy::RolledBack));
    assert!(cut.examine(&|_| ()).iter().any(|one| matches!(one, Finding::RolledBack { .. })));
}

/// What is honest stays quiet: opening again, a power cut at any moment, a restore; and a mark of somebody else's.
#[test]
fn honest_stations_are_left_alone() {
    let (place, temp) = (Place::new(), TempDir::new().unwrap());
    let marks = places(Some(&temp), true, true);
    let mut store = begun(&place, &marks);
    for n in 1..6 {
        sit(&mut store, n, 100 * n as i64);
        let (image, cut) = (place.temp.path().join(format!("anh-{n}")), TempDir::new().unwrap());
        copy_folder(place.station.dir(), &image);
        fs::create_dir(cut.path().join("tramso")).unwrap();
        for file in fs::read_dir(temp.path().join("tramso")).unwrap().map(Result::unwrap) {
            fs::copy(file.path(), cut.path().join("tramso").join(file.file_name())).unwrap();
        }
        let back = open_at(&place, &image, &places(Some(&cut), true, false));
        assert_eq!(back.opening().new_epoch, None, "the power was cut after {n}");
    }
    let stick = place.temp.path().join("usb");
    fs::create_dir(&stick).unwrap();
    let backup = store.backup_to(&stick, &mut |_, _| ()).unwrap();
    sit(&mut store, 7, 900);
    store.close().unwrap();
    let store = open_at(&place, place.station.dir(), &marks);
    assert_eq!((store.opening().new_epoch, store.epoch().number), (None, 1));
    store.close().unwrap();
    let restored = restore_from(&backup.path, &place.temp.path().join("moi"), &place.key).unwrap();
    let store = open_at(&place, restored.dir(), &marks);
    assert_eq!((store.opening().new_epoch, store.epoch().why), (None, EpochWhy::Restored));
    store.close().unwrap();
    // A mark that this database did not make is none.
    let file = temp.path().join("tramso").join(format!("{}.json", place.station.station));
    let text = fs::read_to_string(&file).unwrap();
    let mut mark: serde_json::Value = serde_json::from_str(&text).unwrap();
    mark["number"] = 9.into();
    fs::write(&file, mark.to_string()).unwrap();
    let store = open_at(&place, restored.dir(), &places(Some(&temp), false, false));
    assert_eq!(store.opening().new_epoch, None, "a changed mark does not verify");
    tramso::platform::forget_key(&format!("tramso-mark:{}", place.station.station));
}

/// An answer costs no more than its own sync: it writes no mark.
#[test]
fn an_answer_writes_no_mark() {
    let (place, temp) = (Place::new(), TempDir::new().unwrap());
    let marks = places(Some(&temp), true, false);
    let mut store = begun(&place, &marks);
    let person = register(&mut store, 1, 100);
    store.save(Some(person), &act(101), &[topic(1), opened()]).unwrap();
    let file = temp.path().join("tramso").join(format!("{}.json", place.station.station));
    let noted = |file: &Path| (fs::read(file).unwrap(), fs::metadata(file).unwrap().modified().unwrap());
    let before = noted(&file);
    for n in 0..20 {
        store.save(Some(person), &act(110 + i64::from(n)), &[answer(n, 1)]).unwrap();
    }
    assert_eq!(noted(&file), before);
    store.save(Some(person), &act(200), &[submitted()]).unwrap();
    assert_ne!(noted(&file).0, before.0, "control: handing in raises it");
}
