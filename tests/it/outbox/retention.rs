//! Retention at the station's door: what may go, when, and what never goes.

use super::place::{act, at, finish, opened, prepare, receipt, register, signed, station, take_one};
use crate::store::fixture::{Place, resident};
use std::fs;
use tramso::{
    bundle::receipt::{Receipt, Rejection},
    domain::Moment,
    kiosk::outbox,
    record::{Body, Event},
    store::{Retired, Store},
};

const DAY_S: i64 = 86_400;
/// The contest's last day, some weeks after `at(0)`.
const CLOSES: (i32, u32, u32) = (2026, 12, 20);

fn retire(store: &mut Store, seconds: i64) -> Retired {
    let closes = crate::days::date(CLOSES.0, CLOSES.1, CLOSES.2);
    outbox::retire(store, (4, closes), 100, at(seconds)).unwrap()
}

fn is_here(store: &Store, n: usize) -> bool {
    store.everybody().unwrap().iter().any(|line| line.name == resident(n).name)
}

/// What another receipt states.
type Change = fn(&mut Receipt);

/// A station with three people, of whom the first two have finished, and everything held.
pub fn held() -> (Place, Store, Receipt) {
    let place = station();
    let mut store = place.open();
    finish(&mut store, 0, 0);
    finish(&mut store, 1, 0);
    register(&mut store, 2, 0);
    prepare(&mut store, at(1));
    let content = receipt(&store, 1);
    (place, store, content)
}

#[test]
fn who_has_finished_goes_a_week_after_the_centre_held_it() {
    let (place, mut store, content) = held();
    assert_eq!(retire(&mut store, 30 * DAY_S), Retired::default(), "nothing is held");
    take_one(&place, &mut store, &signed(&content), at(10)).unwrap();
    assert_eq!(retire(&mut store, 6 * DAY_S).people, 0);
    assert_eq!(store.bundles().unwrap().iter().filter(|line| line.spooled).count(), 1);
    let gone = retire(&mut store, 7 * DAY_S + 10);
    assert_eq!((gone.people, gone.asked, gone.files), (2, 0, 0));
    assert_eq!([0, 1, 2].map(|n| is_here(&store, n)), [false, false, true], "never who has not finished");
    assert_eq!(spool(&store).len(), 1, "a centre that was restored asks for it again");
    assert!(store.verify_chain().unwrap().is_empty());
    // The erasure is a record, and travels; what was erased does not.
    let next = prepare(&mut store, at(8 * DAY_S));
    let found = opened(&super::place::enrolled(&store), &fs::read(&next.bundles[0].path).unwrap());
    let kinds: Vec<_> = found.records.iter().flatten().map(|record| record.body.kind().as_str()).collect();
    assert_eq!(kinds, ["erased", "erased"]);
}

fn spool(store: &Store) -> Vec<std::path::PathBuf> {
    let files = fs::read_dir(store.station_dir().join("spool")).unwrap();
    files.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn sealed_bundles_stay_until_thirty_days_after_the_last_day() {
    let (place, mut store, content) = held();
    let closes = Moment::start_of(crate::days::date(CLOSES.0, CLOSES.1, CLOSES.2)).ms_since(at(0).wall) / 1000;
    assert_eq!(retire(&mut store, closes + 31 * DAY_S).files, 0, "nothing is held");
    take_one(&place, &mut store, &signed(&content), at(10)).unwrap();
    let doubtful = tramso::domain::Stamp { suspect: true, ..at(closes + 32 * DAY_S) };
    let last_day = crate::days::date(CLOSES.0, CLOSES.1, CLOSES.2);
    assert_eq!(outbox::retire(&mut store, (4, last_day), 100, doubtful).unwrap().files, 0);
    assert_eq!(retire(&mut store, closes + 31 * DAY_S - 1).files, 0);
    assert_eq!(spool(&store).len(), 1);
    assert_eq!(retire(&mut store, closes + 31 * DAY_S).files, 1);
    assert!(spool(&store).is_empty());
}

#[test]
fn a_person_s_erasure_takes_the_bundles_that_hold_them_out_of_the_spool() {
    let (place, mut store, content) = held();
    register(&mut store, 3, 2);
    let other = prepare(&mut store, at(3)).bundles.remove(1);
    let mut both = Receipt { number: 2, ..receipt(&store, 2) };
    take_one(&place, &mut store, &signed(&content), at(10)).unwrap();
    assert_eq!(spool(&store).len(), 2);
    (both.number, both.erase) = (3, vec![20]);
    take_one(&place, &mut store, &signed(&both), at(11)).unwrap();
    assert_eq!(spool(&store), [other.path], "only the bundle that holds the person");
}

#[test]
fn a_setting_says_for_how_long() {
    let (place, mut store, content) = held();
    take_one(&place, &mut store, &signed(&content), at(10)).unwrap();
    store.settings_set("retention-days", "30").unwrap();
    assert_eq!(retire(&mut store, 29 * DAY_S).people, 0);
    assert_eq!(retire(&mut store, 31 * DAY_S).people, 2);
}

#[test]
fn nothing_goes_that_is_quarantined_unjudged_or_does_not_count() {
    let cases: [(&str, Change); 3] = [
        ("quarantined", |content| content.quarantined.clone_from(&content.held)),
        ("judged up to the first person", |content| content.judged_upto = 9),
        ("a record of the second does not count", |content| {
            content.rejected = vec![Rejection { number: 17, reason: "paper".to_owned() }];
        }),
    ];
    for (what, change) in cases {
        let (place, mut store, mut content) = held();
        change(&mut content);
        take_one(&place, &mut store, &signed(&content), at(10)).unwrap();
        retire(&mut store, 20 * DAY_S);
        assert!(is_here(&store, 1) && is_here(&store, 2), "{what}");
        assert_eq!(is_here(&store, 0), what == "quarantined", "{what}");
        // The contest has closed, by the centre's own clock: what does not count has no further use here.
        (content.number, content.quarantined, content.judged_upto) = (2, Vec::new(), content.ack_upto);
        content.time = at(40 * DAY_S).wall;
        take_one(&place, &mut store, &signed(&content), at(40 * DAY_S)).unwrap();
        let soon = retire(&mut store, 41 * DAY_S);
        assert_eq!((soon.people, soon.ended), (if what == "quarantined" { 0 } else { 3 }, soon.people), "{what}");
        retire(&mut store, 60 * DAY_S);
        assert_eq!([0, 1, 2].map(|n| is_here(&store, n)), [false; 3], "{what}");
    }
}

#[test]
fn who_has_something_new_waits_for_it_to_be_held() {
    let (place, mut store, content) = held();
    take_one(&place, &mut store, &signed(&content), at(10)).unwrap();
    let person = store.everybody().unwrap()[0].person;
    store.save(Some(person), &act(20), &[Event::Record(Body::Withdrawal {})]).unwrap();
    assert_eq!(retire(&mut store, 20 * DAY_S).people, 1, "only the second");
    assert!(is_here(&store, 0));
    prepare(&mut store, at(21 * DAY_S));
    let content = receipt_after_spool_is_empty(&store, &content);
    take_one(&place, &mut store, &signed(&content), at(21 * DAY_S)).unwrap();
    assert!(!is_here(&store, 0), "who has withdrawn goes as soon as it is held");
}

/// The first bundle's file has gone by then: the receipt is made from the rows.
fn receipt_after_spool_is_empty(store: &Store, before: &Receipt) -> Receipt {
    let lines = store.bundles().unwrap();
    let last = lines.last().unwrap();
    let held = lines.iter().map(|line| tramso::bundle::receipt::Held { seq: line.seq, digest: line.digest }).collect();
    Receipt {
        number: before.number + 1,
        ack_upto: last.last,
        head: last.head,
        judged_upto: last.last,
        held,
        ..before.clone()
    }
}

#[test]
fn a_request_to_erase_is_followed_at_once_where_everything_is_held() {
    let (place, mut store, mut content) = held();
    content.erase = vec![20]; // the registration of the third, who has not finished
    let news = take_one(&place, &mut store, &signed(&content), at(10)).unwrap();
    assert_eq!(news.remarks[0].code, "TS-B19");
    assert_eq!([0, 1, 2].map(|n| is_here(&store, n)), [true, true, false]);
    // Not held: whatever else the receipt states, it stays.
    let (place, mut store, mut content) = held();
    content.erase = vec![20];
    content.quarantined.clone_from(&content.held);
    take_one(&place, &mut store, &signed(&content), at(10)).unwrap();
    assert!(is_here(&store, 2));
}

#[test]
fn a_clock_in_doubt_erases_nothing() {
    let (place, mut store, content) = held();
    take_one(&place, &mut store, &signed(&content), at(10)).unwrap();
    let closes = crate::days::date(CLOSES.0, CLOSES.1, CLOSES.2);
    let doubtful = tramso::domain::Stamp { suspect: true, ..at(400 * DAY_S) };
    assert_eq!(outbox::retire(&mut store, (4, closes), 100, doubtful).unwrap(), Retired::default());
    assert_eq!(retire(&mut store, -400 * DAY_S), Retired::default());
    assert!(is_here(&store, 0));
}

#[test]
fn erased_records_travel_as_their_commitments() {
    let place = station();
    let mut store = place.open();
    finish(&mut store, 0, 0);
    finish(&mut store, 1, 0);
    let person = store.everybody().unwrap()[0].person;
    store.erase(person, &act(9), "asked").unwrap();
    let ready = prepare(&mut store, at(10));
    let found = opened(&super::place::enrolled(&store), &fs::read(&ready.bundles[0].path).unwrap());
    assert_eq!(found.records.iter().filter(|record| record.is_none()).count(), 8, "all but the consent");
    assert_eq!(found.records.len(), 19);
}
