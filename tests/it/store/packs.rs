use super::fixture::{Place, act, at, register};
use std::fs;
use tramso::{
    crypto::sha256,
    record::{Body, Event, Medium, Row, hex},
    store::{HeldPack, Store, StoreError},
};

fn pack(number: u8) -> (HeldPack, Vec<u8>) {
    let bytes = vec![number; 5000];
    let version = u32::from(number);
    (HeldPack { digest: sha256(&[&bytes]), version, installed: at(i64::from(number)).wall }, bytes)
}

fn install(store: &mut Store, number: u8) -> HeldPack {
    let (held, bytes) = pack(number);
    store.install_pack(held, &bytes, b"root").unwrap();
    held
}

#[test]
fn the_newest_pack_is_in_use_and_the_last_one_is_kept() {
    let place = Place::new();
    let mut store = place.open();
    assert_eq!(store.pack_in_use().unwrap(), None);
    assert_eq!(store.root().unwrap(), None);
    let packs: Vec<HeldPack> = (1..=3).map(|number| install(&mut store, number)).collect();
    assert_eq!(store.pack_in_use().unwrap(), Some(packs[2]));
    drop(store);
    let store = place.open();
    assert_eq!(store.pack_in_use().unwrap(), Some(packs[2]));
    assert_eq!(store.root().unwrap().unwrap(), b"root");
    let held = |number: usize| store.pack_bytes(&packs[number].digest).unwrap();
    assert_eq!(held(2).unwrap(), pack(3).1);
    assert_eq!(held(1).unwrap(), pack(2).1, "the last one stays");
    assert_eq!(held(0), None, "what nobody needs is given up");
}

#[test]
fn a_pack_that_a_test_was_drawn_from_is_kept_for_good() {
    let place = Place::new();
    let mut store = place.open();
    let first = install(&mut store, 1);
    let person = register(&mut store, 1, 1);
    let opened =
        Body::AttemptOpened { attempt: 1, pack: hex(&first.digest), paper: hex(&[5; 32]), medium: Medium::Screen };
    let events = [Event::Record(opened), Event::Journal(Row::Seed { attempt: 1, seed: hex(&[6; 32]) })];
    store.save(Some(person), &act(9), &events).unwrap();
    for number in 2..=5 {
        install(&mut store, number);
    }
    assert_eq!(store.pack_bytes(&first.digest).unwrap().unwrap(), pack(1).1);
    assert_eq!(store.pack_bytes(&pack(2).0.digest).unwrap(), None);
}

#[test]
fn a_pack_goes_back_into_use_and_travels_with_a_backup() {
    let place = Place::new();
    let mut store = place.open();
    let first = install(&mut store, 1);
    install(&mut store, 2);
    install(&mut store, 1);
    assert_eq!(store.pack_in_use().unwrap(), Some(first));
    let drive = place.temp.path().join("stick");
    fs::create_dir(&drive).unwrap();
    let backup = store.backup_to(&drive, &mut |_, _| ()).unwrap();
    let names = fs::read_dir(backup.path.join("packs")).unwrap().count();
    assert_eq!(names, 2);
}

#[test]
fn what_the_disk_refuses_changes_nothing() {
    let place = Place::new();
    let mut store = place.open();
    let first = install(&mut store, 1);
    // A folder where the file should go: it cannot be given its name.
    let (held, bytes) = pack(2);
    fs::create_dir(place.station.path("packs").join(format!("{}.tsp", hex(&held.digest)))).unwrap();
    assert!(matches!(store.install_pack(held, &bytes, b"other"), Err(StoreError::File(_))));
    assert_eq!(store.pack_in_use().unwrap(), Some(first));
    assert_eq!(store.root().unwrap().unwrap(), b"root");
}
