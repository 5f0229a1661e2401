//! A station that goes on from a backup: its later epoch leads back to the key that was enrolled.

use super::place::{at, bundles, enrolled, finish, opened, prepare, receipt, signed, station, take_one};
use std::fs;
use tramso::store::{Fate, restore_from};

#[test]
fn a_restored_station_hands_in_both_epochs() {
    let place = station();
    let mut store = place.open();
    finish(&mut store, 0, 0);
    let first = prepare(&mut store, at(1));
    finish(&mut store, 1, 5); // in the backup, in no bundle
    let stick = place.temp.path().join("stick");
    fs::create_dir(&stick).unwrap();
    let backup = store.backup_to(&stick, &mut |_, _| ()).unwrap();
    drop(store);
    let restored = place.temp.path().join("anew");
    let station = restore_from(&backup.path, &restored, &place.key).unwrap();
    let mut store = station.unlock_in(place.key.clone(), &crate::store::fixture::quick(), &mut |_| ()).unwrap();
    finish(&mut store, 2, 10);
    let ready = prepare(&mut store, at(20));
    let seen: Vec<_> = ready.bundles.iter().map(|one| (one.epoch, one.seq, one.records)).collect();
    assert_eq!(seen, [(1, 1, 9), (1, 2, 9), (2, 1, 9)]);
    let copied = fs::read(&ready.bundles[0].path).unwrap();
    assert_eq!(copied, fs::read(&first.bundles[0].path).unwrap(), "the backup holds what travels");
    let newest = opened(&enrolled(&store), &fs::read(&ready.bundles[2].path).unwrap());
    assert_eq!(newest.certificates.len(), 1);
    assert_eq!((newest.manifest.first, newest.manifest.seq), (1, 1));
    assert!(!store.epoch().confirmed);
    let content = receipt(&store, 4);
    take_one(&place, &mut store, &signed(&content), at(30)).unwrap();
    assert!(store.epoch().confirmed);
    assert_eq!(store.outbox().unwrap().confirmed, 9);
}

/// The laptop went on after the backup was made: the centre has more of the old epoch than the restored station.
#[test]
fn what_the_centre_has_of_the_old_epoch_counts_by_the_digests() {
    let place = station();
    let mut store = place.open();
    finish(&mut store, 0, 0);
    prepare(&mut store, at(1));
    let stick = place.temp.path().join("stick");
    fs::create_dir(&stick).unwrap();
    let backup = store.backup_to(&stick, &mut |_, _| ()).unwrap();
    finish(&mut store, 1, 5);
    prepare(&mut store, at(6));
    let content = receipt(&store, 2);
    assert_eq!((content.ack_upto, bundles(&store, 1).len()), (18, 2));
    drop(store);
    let station = restore_from(&backup.path, &place.temp.path().join("anew"), &place.key).unwrap();
    let mut store = station.unlock_in(place.key.clone(), &crate::store::fixture::quick(), &mut |_| ()).unwrap();
    take_one(&place, &mut store, &signed(&content), at(30)).unwrap();
    assert_eq!(store.outbox().unwrap().confirmed, 9);
    assert_eq!(store.bundles().unwrap()[0].fate, Fate::Held { since: at(30).wall });
}
