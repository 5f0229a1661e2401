//! The power is cut while a station is enrolled, prepares a bundle, and receives a receipt: it is enrolled whole or not at all, a bundle that it
//! knows of is on the disk as it was written, and what a receipt stated is kept.

use super::{
    child::{Task, print},
    disk::Disk,
    judge::Verdict,
    place::{Place, passphrase},
    power::acknowledged,
    replay::Run,
    scale::{self, scaled},
    strace,
};
use crate::{
    outbox::place::{enrolled, opened, receipt, signed},
    store::fixture::{at, register},
};
use std::{fs, path::Path};
use tramso::{
    crypto::{demo_centre::RECOVERY_IDENTITY, sha256},
    domain::UnitCode,
    kiosk::{
        enrol::{Source, accept, ask, demo_answer},
        outbox,
    },
    store::{Fate, Station, Store, Surroundings},
};

const PEOPLE: usize = 2;
/// Thirty days after the contest's last day, and some.
const LATER_S: i64 = 150 * 86_400;

/// A station that nobody has enrolled.
fn unenrolled(dir: &Path) -> Place {
    let unit = UnitCode::parse("11113").unwrap();
    let surroundings = Surroundings { log2_n: 4, ..Surroundings::default() };
    let (_, key) =
        Station::create_unenrolled(dir, (&unit, "thôn Quý Cao"), ("Lan", &passphrase()), &surroundings).unwrap();
    Place { dir: dir.to_owned(), key: key.to_bytes().bytes().to_vec(), careless: false }
}

fn retire(store: &mut Store) {
    let closes = crate::days::date(2026, 12, 20);
    outbox::retire(store, (4, closes), 10, at(LATER_S)).unwrap();
}

pub fn child(place: &Place) -> i32 {
    let mut store = place.open().unwrap();
    let request = ask(&mut store, at(0)).unwrap().bytes;
    print("ACK 1");
    let grant = demo_answer(&request, at(1)).unwrap();
    accept(&mut store, (Path::new("a.tsg"), &grant), &Source::BuiltIn, true, &mut |_| Ok(()), at(2)).unwrap();
    print("ACK 2");
    for n in 0..PEOPLE {
        register(&mut store, n, 3);
    }
    print("ACK 3");
    outbox::prepare(&mut store, at(4), &mut |_| ()).unwrap();
    print("ACK 4");
    let shown = signed(&receipt(&store, 1));
    outbox::receive::take_receipt(&mut store, &shown, at(5)).unwrap();
    print("ACK 5");
    retire(&mut store);
    print("ACK 6");
    0
}

#[test]
fn enrolled_handed_in_and_receipted_whole_or_not_at_all() {
    let root = scale::scratch();
    let place = unenrolled(&root.path().join("station"));
    let before = Disk::of(root.path());
    let ops = strace::record(root.path(), &Task::Outbox { place: place.clone() });
    let run = Run { before, ops };
    let sweep = run.sweep(scaled(2, 60), &|image, acks| look(&image.join("station"), &place, acknowledged(acks)));
    sweep.report("enrolment, export and receipts");
    assert!(sweep.is_clean(), "{sweep:#?}");
    assert_eq!(sweep.acks, 6);
}

#[test]
fn control_what_is_missing_or_torn_is_seen() {
    let root = scale::scratch();
    let dir = root.path().join("station");
    let place = unenrolled(&dir);
    assert!(matches!(look(&dir, &place, 0), Verdict::Sound));
    for acks in 1..=6 {
        assert!(matches!(look(&dir, &place, acks), Verdict::Lost(_)), "{acks} was not done");
    }
    let mut store = place.open().unwrap();
    let request = ask(&mut store, at(0)).unwrap().bytes;
    let grant = demo_answer(&request, at(1)).unwrap();
    accept(&mut store, (Path::new("a.tsg"), &grant), &Source::BuiltIn, true, &mut |_| Ok(()), at(2)).unwrap();
    for n in 0..PEOPLE {
        register(&mut store, n, 3);
    }
    let ready = outbox::prepare(&mut store, at(4), &mut |_| ()).unwrap();
    store.close().unwrap();
    let file = &ready.bundles[0].path;
    let whole = fs::read(file).unwrap();
    fs::write(file, &whole[..whole.len() - 100]).unwrap();
    assert!(matches!(look(&dir, &place, 4), Verdict::Lost(_)), "torn");
    fs::write(file, &whole).unwrap();
    assert!(matches!(look(&dir, &place, 4), Verdict::Sound));
    assert!(matches!(look(&dir, &place, 5), Verdict::Lost(_)), "no receipt was taken");
    for mirror in ["A", "B"] {
        fs::remove_file(dir.join("keys").join(mirror).join("recovery.age")).unwrap();
    }
    drop(place.elsewhere(&dir).open().unwrap());
    assert!(Station::find(&dir).unwrap().recovery_key(RECOVERY_IDENTITY).is_ok(), "the way back is written again");
}

fn look(dir: &Path, place: &Place, acks: usize) -> Verdict {
    let mut store = match place.elsewhere(dir).open() {
        Ok(store) => store,
        Err(fault) => return Verdict::Unopenable(format!("{fault:?}")),
    };
    let lost = |what: &str| Verdict::Lost(format!("{what} after {acks}"));
    if acks >= 1 && store.asking().unwrap().is_none() {
        return lost("the request");
    }
    let is_enrolled = store.is_enrolled();
    if acks >= 2 && !is_enrolled {
        return lost("the grant");
    }
    if !is_enrolled {
        return if store.grant_file().unwrap().is_none() && store.bundles().unwrap().is_empty() {
            Verdict::Sound
        } else {
            Verdict::Wrong("half a grant".to_owned())
        };
    }
    let station = Station::find(dir).unwrap();
    if !station.is_enrolled() || store.grant_file().unwrap().is_none() {
        return Verdict::Wrong("half a grant".to_owned());
    }
    if station.recovery_key(RECOVERY_IDENTITY).is_err() {
        return lost("the way back");
    }
    if acks >= 3 && store.everybody().unwrap().len() < PEOPLE {
        return lost("somebody");
    }
    let lines = store.bundles().unwrap();
    if acks >= 4 && lines.is_empty() {
        return lost("the bundle");
    }
    let is_whole =
        |name: &str, digest| store.bundle_bytes(name).unwrap().is_some_and(|found| sha256(&[&found]) == digest);
    if lines.iter().any(|line| line.spooled && !is_whole(&line.name, line.file_digest)) {
        return lost("the bundle's file");
    }
    let held = lines.iter().any(|line| matches!(line.fate, Fate::Held { .. }));
    if held != store.newest_receipt().unwrap().is_some() {
        return Verdict::Wrong("half a receipt".to_owned());
    }
    if acks >= 5 && !held {
        return lost("the receipt");
    }
    if acks >= 6 && lines.iter().any(|line| line.spooled) {
        return lost("what was removed");
    }
    go_on(&mut store)
}

/// Whatever happened, the station can hand in everything that it has, and the centre can open it.
fn go_on(store: &mut Store) -> Verdict {
    register(store, 7, 50);
    let ready = match outbox::prepare(store, at(60), &mut |_| ()) {
        Ok(ready) => ready,
        Err(failure) => return Verdict::Wrong(format!("cannot hand in: {failure:?}")),
    };
    if !ready.lost.is_empty() {
        return Verdict::Lost(format!("{:?}", ready.lost));
    }
    let from = enrolled(store);
    let mut head = None;
    for one in &ready.bundles {
        let manifest = opened(&from, &fs::read(&one.path).unwrap()).manifest;
        if head.is_some_and(|head| head != manifest.head_before) {
            return Verdict::Wrong("bundles do not follow each other".to_owned());
        }
        head = Some(manifest.head);
    }
    retire(store);
    Verdict::Sound
}
