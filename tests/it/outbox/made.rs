//! Bundles: made once, frozen, whole at the centre.

use super::place::{at, enrolled, finish, opened, prepare, register, station};
use std::fs;
use tramso::{crypto::sha256, kiosk::outbox};

#[test]
fn what_is_recorded_opens_at_the_centre() {
    let place = station();
    let mut store = place.open();
    (0..30).for_each(|n| finish(&mut store, n, 0));
    let mut last = (0, 0);
    let ready = outbox::prepare(&mut store, at(100), &mut |progress| last = (progress.done, progress.of)).unwrap();
    assert_eq!((ready.bundles.len(), ready.lost.len()), (1, 0));
    assert_eq!(last, (270, 270), "the progress ends at its end");
    let one = &ready.bundles[0];
    let bytes = fs::read(&one.path).unwrap();
    assert_eq!((bytes.len() as u64, sha256(&[&bytes])), (one.len, one.file_sha256));
    let found = opened(&enrolled(&store), &bytes);
    assert_eq!(found.manifest.file_name(), one.name);
    assert_eq!((found.records.len(), one.records, one.again), (270, 270, false));
    assert!(found.records.iter().all(Option::is_some));
}

#[test]
fn a_second_export_makes_only_what_is_new() {
    let place = station();
    let mut store = place.open();
    finish(&mut store, 0, 0);
    let first = prepare(&mut store, at(10));
    assert_eq!(prepare(&mut store, at(20)), first, "nothing new: the same bundle");
    finish(&mut store, 1, 30);
    let both = prepare(&mut store, at(40));
    assert_eq!(both.bundles[0], first.bundles[0]);
    let found: Vec<_> =
        both.bundles.iter().map(|one| opened(&enrolled(&store), &fs::read(&one.path).unwrap()).manifest).collect();
    assert_eq!((found[0].last, found[1].first, found[1].seq), (9, 10, 2));
    assert_eq!(found[1].head_before, found[0].head);
}

#[test]
fn the_same_bytes_travel_again() {
    let place = station();
    let mut store = place.open();
    register(&mut store, 0, 0);
    let first = prepare(&mut store, at(10));
    let bytes = fs::read(&first.bundles[0].path).unwrap();
    outbox::sent(&mut store, &first.bundles, at(11)).unwrap();
    assert_eq!(store.outbox().unwrap().sent, 2);
    drop(store);
    let mut store = place.open();
    let again = prepare(&mut store, at(500_000));
    assert_eq!(fs::read(&again.bundles[0].path).unwrap(), bytes);
    assert!(again.bundles[0].again && !first.bundles[0].again);
}
