//! Receipts at the station's door: only the centre's word marks anything, and only about this station's own chain.

use super::place::{at, bundles, enrolled, finish, prepare, receipt, register, signed, station, take_one};
use std::fs;
use tramso::{
    bundle::receipt::{Held, Parted, write},
    crypto::{demo_centre::PACK_KEY, minisig::SigningKey},
    kiosk::outbox,
    store::{Fate, Store},
};

fn confirmed(store: &Store) -> u64 {
    store.outbox().unwrap().confirmed
}

#[test]
fn a_receipt_confirms_and_what_is_confirmed_stays_at_home() {
    let place = station();
    let mut store = place.open();
    finish(&mut store, 0, 0);
    let ready = prepare(&mut store, at(5));
    outbox::sent(&mut store, &ready.bundles, at(6)).unwrap();
    let content = receipt(&store, 1);
    let news = take_one(&place, &mut store, &signed(&content), at(10)).unwrap();
    assert_eq!((news.receipts[0].held, news.receipts[0].newly_held, news.receipts[0].older), (9, 9, false));
    assert_eq!(confirmed(&store), 9);
    finish(&mut store, 1, 20);
    let next = prepare(&mut store, at(30));
    assert_eq!(next.bundles.iter().map(|one| one.seq).collect::<Vec<_>>(), [2], "only what is not acknowledged");
    let status = outbox::status(&store).unwrap();
    assert_eq!((status.waiting, status.sent, status.confirmed), (9, 0, 9));
    assert_eq!(status.newest.unwrap().number, 1);
}

#[test]
fn an_older_receipt_changes_nothing() {
    let place = station();
    let mut store = place.open();
    register(&mut store, 0, 0);
    prepare(&mut store, at(1));
    let older = signed(&receipt(&store, 1));
    register(&mut store, 1, 2);
    prepare(&mut store, at(3));
    let newer = signed(&receipt(&store, 2));
    take_one(&place, &mut store, &newer, at(4)).unwrap();
    assert_eq!(confirmed(&store), 4);
    for again in [&older, &newer, &older] {
        let news = take_one(&place, &mut store, again, at(5)).unwrap();
        assert!(news.receipts[0].older);
        assert_eq!(confirmed(&store), 4);
    }
}

#[test]
fn receipts_that_are_not_for_this_chain_mark_nothing() {
    let place = station();
    let mut store = place.open();
    finish(&mut store, 0, 0);
    prepare(&mut store, at(1));
    let good = receipt(&store, 3);
    let mut cases = Vec::new();
    let mut elsewhere = good.clone();
    elsewhere.held[0].digest[0] ^= 1;
    let mut other = elsewhere.clone();
    other.head[0] ^= 1;
    cases.push(("another head", signed(&other), "TS-B13"));
    let mut other = elsewhere;
    other.ack_upto += 1;
    cases.push(("more than was written: a clone", signed(&other), "TS-B13"));
    let mut other = good.clone();
    other.of.station = "0".repeat(32).parse().unwrap();
    cases.push(("another station", signed(&other), "TS-B09"));
    let mut other = good.clone();
    other.of.epoch = "00000000".parse().unwrap();
    cases.push(("another epoch", signed(&other), "TS-B11"));
    let mut other = good.clone();
    other.of.contest = "cds-hp".to_owned();
    cases.push(("another contest", signed(&other), "TS-B10"));
    let foreign = SigningKey::from_open_file(PACK_KEY).unwrap();
    cases.push(("a key for something else", write(&good, &foreign).unwrap(), "TS-B07"));
    cases.push(("a page of a captive portal", b"<!doctype html><title>Wi-Fi".repeat(40), "TS-B05"));
    let bytes = signed(&good);
    cases.push(("cut short", bytes[..bytes.len() - 512].to_vec(), "TS-B06"));
    for (what, bytes, code) in cases {
        let failure = take_one(&place, &mut store, &bytes, at(9)).unwrap_err();
        assert_eq!(failure.code, code, "{what}");
        assert_eq!(confirmed(&store), 0, "{what}");
        assert!(store.newest_receipt().unwrap().is_none(), "{what}");
    }
    take_one(&place, &mut store, &signed(&good), at(10)).unwrap();
    assert_eq!(confirmed(&store), 9, "the control: the same, whole and for this station");
}

/// A copy of this station goes on in the same epoch, and the centre follows its chain: only what is named by its digest is believed.
#[test]
fn of_another_copys_chain_only_own_bundles_count() {
    let place = station();
    let mut store = place.open();
    finish(&mut store, 0, 0);
    prepare(&mut store, at(1));
    register(&mut store, 1, 2);
    prepare(&mut store, at(3));
    let own = bundles(&store, 1);
    let name = |at: usize| Held { seq: own[at].manifest.seq, digest: own[at].digest };
    let mut content = receipt(&store, 1);
    (content.ack_upto, content.judged_upto, content.head) = (30, 30, [7; 32]);
    content.held = vec![name(0), Held { seq: 2, digest: [2; 32] }];
    // Numbers of the copy's second bundle: the person registered here keeps their registration.
    content.erase = vec![10, 11, 30];
    let news = take_one(&place, &mut store, &signed(&content), at(4)).unwrap();
    assert_eq!((news.receipts[0].held, news.receipts[0].copied), (9, true));
    assert_eq!(news.remarks.iter().map(|one| one.code).collect::<Vec<_>>(), ["TS-B24"]);
    assert_eq!(prepare(&mut store, at(5)).bundles.iter().map(|one| one.seq).collect::<Vec<_>>(), [2]);
    // The centre names the second one on its own branch, and asks for nobody in it.
    (content.number, content.parted) = (2, vec![Parted { bundle: name(1), rejected: vec![], erase: vec![12] }]);
    take_one(&place, &mut store, &signed(&content), at(6)).unwrap();
    assert_eq!(confirmed(&store), 11);
    assert!(prepare(&mut store, at(7)).bundles.is_empty());
    let names = |store: &Store| store.everybody().unwrap().into_iter().filter(|one| !one.name.is_empty()).count();
    assert_eq!(names(&store), 2, "nobody of this station was meant");
    // The control: now somebody is.
    (content.number, content.parted[0].erase) = (3, vec![11]);
    let news = take_one(&place, &mut store, &signed(&content), at(8)).unwrap();
    assert!(news.remarks.iter().any(|one| one.code == "TS-B19"));
    assert_eq!(names(&store), 1);
}

#[test]
fn no_byte_of_a_receipt_may_be_another() {
    let place = station();
    let mut store = place.open();
    register(&mut store, 0, 0);
    prepare(&mut store, at(1));
    let bytes = signed(&receipt(&store, 1));
    let mut tried = 0;
    for position in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[position] ^= 1;
        assert!(outbox::receive::take_receipt(&mut store, &changed, at(2)).is_err(), "byte {position}");
        tried += 1;
    }
    assert!(tried > 1000);
    assert_eq!(confirmed(&store), 0);
    outbox::receive::take_receipt(&mut store, &bytes, at(2)).unwrap();
    assert_eq!(confirmed(&store), 2);
}

#[test]
fn what_is_quarantined_is_not_held_and_does_not_travel() {
    let place = station();
    let mut store = place.open();
    finish(&mut store, 0, 0);
    prepare(&mut store, at(1));
    let mut content = receipt(&store, 1);
    content.quarantined = content.held.clone();
    let news = take_one(&place, &mut store, &signed(&content), at(2)).unwrap();
    assert_eq!(news.remarks[0].code, "TS-B15");
    assert_eq!((confirmed(&store), store.bundles().unwrap()[0].fate), (0, Fate::Quarantined));
    assert!(prepare(&mut store, at(3)).bundles.is_empty(), "the centre has it");
    // A person has decided: it counts.
    let content = receipt(&store, 2);
    take_one(&place, &mut store, &signed(&content), at(4)).unwrap();
    assert_eq!(confirmed(&store), 9);
}

#[test]
fn a_bundle_that_the_centre_lost_travels_again() {
    let place = station();
    let mut store = place.open();
    for n in 0..2 {
        finish(&mut store, n, 0);
        prepare(&mut store, at(1));
    }
    let whole = receipt(&store, 1);
    take_one(&place, &mut store, &signed(&whole), at(2)).unwrap();
    let first = &bundles(&store, 1)[0];
    let mut fewer = whole.clone();
    (fewer.number, fewer.ack_upto, fewer.head) = (2, first.manifest.last, first.manifest.head);
    (fewer.judged_upto, fewer.resend_from) = (first.manifest.last, Some(2));
    fewer.held = vec![Held { seq: 1, digest: first.digest }];
    let news = take_one(&place, &mut store, &signed(&fewer), at(3)).unwrap();
    assert_eq!(news.receipts[0].resend_from, Some(2));
    assert_eq!(prepare(&mut store, at(4)).bundles[0].seq, 2);
}

#[test]
fn a_revoked_station_is_told() {
    let place = station();
    let mut store = place.open();
    register(&mut store, 0, 0);
    prepare(&mut store, at(1));
    let mut content = receipt(&store, 1);
    content.revoked = vec![enrolled(&store).of.station.to_string()];
    let news = take_one(&place, &mut store, &signed(&content), at(2)).unwrap();
    assert_eq!(news.remarks[0].code, "TS-B16");
    fs::remove_file(place.temp.path().join("one.tsr")).unwrap();
}

#[test]
fn a_refused_receipt_leaves_its_kinds_in_the_log_of_the_station() {
    let place = station();
    let mut store = place.open();
    register(&mut store, 0, 0);
    let forged = write(&receipt(&store, 1), &SigningKey::from_open_file(PACK_KEY).unwrap()).unwrap();
    let cut = &forged[..forged.len() - 700];
    for bytes in [&forged[..], cut] {
        take_one(&place, &mut store, bytes, at(4)).unwrap_err();
    }
    let log = fs::read_to_string(store.station_dir().join("tramso.log")).unwrap();
    let kinds: Vec<&str> = log.lines().map(|line| line.split_once("kinds: ").unwrap().1).collect();
    assert_eq!(kinds, ["[WrongKey] }", "[Parcel, Cut] }"], "{log}");
}
