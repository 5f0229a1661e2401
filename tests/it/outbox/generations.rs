//! Generations at the station's door: what a restored centre confirms, and what an old copy of it does.

use super::place::{at, finish, prepare, receipt, signed, station, take_one};
use crate::store::fixture::Place;
use std::collections::BTreeSet;
use tramso::{
    bundle::receipt::Receipt,
    store::{Fate, Store},
};

/// A station whose three bundles are held by receipt (1, 57).
fn held() -> (Place, Store, Receipt) {
    let place = station();
    let mut store = place.open();
    for n in 0..3 {
        finish(&mut store, n, i64::try_from(n).unwrap() * 10);
        prepare(&mut store, at(i64::try_from(n).unwrap() * 10 + 5));
    }
    let content = receipt(&store, 57);
    take_one(&place, &mut store, &signed(&content), at(100)).unwrap();
    assert!(prepare(&mut store, at(101)).bundles.is_empty());
    (place, store, content)
}

/// What a centre states that was restored to the time before the second bundle.
fn restored(content: &Receipt, store: &Store, generation: u64, number: u64) -> Receipt {
    let first = store.bundles().unwrap().remove(0);
    let mut receipt = Receipt { generation, number, ack_upto: first.last, head: first.head, ..content.clone() };
    (receipt.judged_upto, receipt.resend_from) = (first.last, None);
    receipt.held.truncate(1);
    receipt
}

fn fates(store: &Store) -> Vec<bool> {
    store.bundles().unwrap().iter().map(|line| matches!(line.fate, Fate::Held { .. })).collect()
}

#[test]
fn a_new_generation_counts_from_any_number_and_what_it_lacks_travels_again() {
    let (place, mut store, content) = held();
    let bytes: Vec<_> = store.bundles().unwrap().iter().map(|line| line.file_digest).collect();
    let back = restored(&content, &store, 2, 1);
    let news = take_one(&place, &mut store, &signed(&back), at(200)).unwrap();
    assert_eq!((news.receipts[0].restored, news.receipts[0].older), (true, false));
    assert_eq!((news.remarks[0].code, news.remarks[0].value("n").unwrap()), ("TS-N17", "2"));
    let ready = prepare(&mut store, at(201));
    assert_eq!(ready.bundles.iter().map(|one| one.file_sha256).collect::<Vec<_>>(), bytes[1..], "the same bytes");
    assert_eq!(store.newest_receipt().unwrap().unwrap().number, 1);
    // Control: the same receipt in the old generation is only an older one.
    let (place, mut store, content) = held();
    let back = restored(&content, &store, 1, 1);
    let news = take_one(&place, &mut store, &signed(&back), at(200)).unwrap();
    assert_eq!((news.receipts[0].older, fates(&store)), (true, vec![true; 3]));
}

#[test]
fn an_earlier_generation_is_ignored_whatever_its_number() {
    let (place, mut store, content) = held();
    let back = restored(&content, &store, 2, 1);
    take_one(&place, &mut store, &signed(&back), at(200)).unwrap();
    for number in [58, 900_000] {
        let old = Receipt { number, ..content.clone() };
        let news = take_one(&place, &mut store, &signed(&old), at(300)).unwrap();
        assert!(news.receipts[0].outdated && news.receipts[0].older);
        assert_eq!(fates(&store), [true, false, false], "an old copy of the centre confirms nothing");
    }
    let next = Receipt { generation: 2, number: 2, ..content.clone() };
    take_one(&place, &mut store, &signed(&next), at(400)).unwrap();
    assert_eq!(fates(&store), [true; 3]);
    let skipped = restored(&content, &store, 7, 1);
    take_one(&place, &mut store, &signed(&skipped), at(500)).unwrap();
    assert_eq!(fates(&store), [true, false, false], "generations may be skipped");
}

#[test]
fn a_mixture_on_one_stick_ends_with_the_newest_generation() {
    let (place, mut store, content) = held();
    let (newest, before) = (restored(&content, &store, 2, 3), restored(&content, &store, 2, 2));
    let receipts = [newest, Receipt { number: 60, ..content.clone() }, before];
    for order in [[0, 1, 2], [1, 2, 0], [2, 0, 1]] {
        let files: Vec<_> = order
            .iter()
            .map(|at: &usize| {
                let file = place.temp.path().join(format!("{at}.tsr"));
                std::fs::write(&file, signed(&receipts[*at])).unwrap();
                file
            })
            .collect();
        let received = tramso::kiosk::outbox::receive::take(&mut store, &files, at(600)).unwrap();
        assert!(received.refused.is_empty());
        assert_eq!(store.newest_receipt().unwrap().unwrap().number, 3, "{order:?}");
        assert_eq!(fates(&store), [true, false, false], "{order:?}");
    }
}

#[test]
fn a_person_who_was_erased_here_travels_again_in_the_sealed_bundle() {
    let (place, mut store, content) = held();
    let closes = crate::days::date(2026, 12, 20);
    let gone = tramso::kiosk::outbox::retire(&mut store, (4, closes), 100, at(8 * 86_400)).unwrap();
    assert_eq!((gone.people, gone.files), (3, 0));
    let back = restored(&content, &store, 2, 1);
    take_one(&place, &mut store, &signed(&back), at(9 * 86_400)).unwrap();
    let ready = prepare(&mut store, at(9 * 86_400));
    assert!(ready.lost.is_empty());
    let names: BTreeSet<u32> = ready.bundles.iter().map(|one| one.seq).collect();
    assert!(names.is_superset(&BTreeSet::from([2, 3])), "{names:?}");
}
