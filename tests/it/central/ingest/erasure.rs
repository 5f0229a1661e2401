//! What the centre keeps of a person who asked for erasure: at the centre, or at a station that reports it.

use super::*;
use crate::central::listed::Listed;
use tramso::ledger::PersonRow;

fn row(centre: &Centre, key: PersonKey) -> PersonRow {
    centre.ledger().read_tx(|tx| tx.people(&[key])).unwrap().pop().unwrap()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

fn counted(centre: &Centre) -> [i64; 2] {
    let total = centre.overview(&Access::City, Moment(NOW)).unwrap().total;
    [total.registered, total.valid]
}

fn forget(centre: &Centre, key: &PersonKey) -> u64 {
    centre.forget_person(&Access::City, key, Actor::CommandLine, Moment(NOW)).unwrap()
}

fn ingest(centre: &Centre, written: &Written) {
    centre.ingest(&Access::City, &written.bytes, Moment(NOW)).unwrap();
}

#[test]
fn who_is_forgotten_is_in_no_sum_and_nothing_of_them_is_left_in_the_ledger() {
    on_both(|centre| {
        enrol(centre, 1);
        let mut one = station(1);
        one.whole(1);
        one.whole(2);
        let (key, other) = (one.key(1), one.key(2));
        let many = one.records.len() as u64;
        one.test(1, 2, 90);
        let all = bundles(&one, many);
        ingest(centre, &all[0]);
        let before = row(centre, key);
        let name = stage::told(1).name;
        assert!(holds(&before.facts, &name), "control: facts hold what was declared");
        assert_eq!((counted(centre), before.standing.valid.is_some()), ([2, 2], true), "control");

        assert!(forget(centre, &key) > 0);
        let after = row(centre, key);
        assert_eq!(counted(centre), [1, 1]);
        assert_eq!(after.standing, Standing { withdrawn: true, ..Standing::default() });
        assert!(!holds(&after.facts, &name) && Facts::read(&after.facts).unwrap().is_forgotten());
        assert_eq!(Facts::read(&after.facts).unwrap().records().count(), 0);
        assert!(holds(&row(centre, other).facts, &stage::told(2).name), "the other is as they were");
        assert!(centre.recount(&Access::City).unwrap().is_empty());
        assert_eq!(forget(centre, &key), 0, "there is nothing of them any more");

        // The same bundle again, and a later one of theirs.
        ingest(centre, &all[0]);
        ingest(centre, &all[1]);
        let later = row(centre, key);
        assert_eq!((counted(centre), later.standing), ([1, 1], after.standing));
        assert_eq!(Facts::read(&later.facts).unwrap().records().count(), 0);
        let receipt = centre.newest_receipt(&station_id(1), &EPOCH.parse().unwrap(), Moment(NOW + 1)).unwrap().unwrap();
        let receipt = opened(&receipt.bytes, 1);
        assert!(receipt.erase.contains(&(many + 1)) && receipt.ack_upto == one.records.len() as u64);
    });
}

#[test]
fn a_list_outside_a_ledger_that_was_restored_takes_them_out_again() {
    let list = Listed::default();
    let first = hall();
    let first = Hall { centre: first.centre.with_erasures(std::sync::Arc::new(list.clone())), ..first };
    let again = hall();
    let again = Hall { centre: again.centre.with_erasures(std::sync::Arc::new(list.clone())), ..again };
    let mut one = station(1);
    one.whole(1);
    one.whole(2);
    let written = bundles(&one, 1000).remove(0);
    for hall in [&first, &again] {
        enrol(&hall.centre, 1);
    }
    // The second is a copy from before the erasure: it has the bundle, and everybody counts.
    ingest(&first.centre, &written);
    ingest(&again.centre, &written);
    assert_eq!(counted(&again.centre), [2, 2], "control");
    assert!(forget(&first.centre, &one.key(1)) > 0);
    assert_eq!(again.centre.erase_again(&Access::City).unwrap(), 1);
    assert_eq!(counted(&again.centre), [1, 1]);
    assert!(!holds(&row(&again.centre, one.key(1)).facts, &stage::told(1).name));
    // A third has nothing yet, and the bundle arrives.
    let third = hall();
    let third = Hall { centre: third.centre.with_erasures(std::sync::Arc::new(list)), ..third };
    enrol(&third.centre, 1);
    ingest(&third.centre, &written);
    assert_eq!(counted(&third.centre), [1, 1]);
    assert!(!holds(&row(&third.centre, one.key(1)).facts, &stage::told(1).name));
    assert!(third.centre.recount(&Access::City).unwrap().is_empty());
}

#[test]
fn what_was_moved_to_somebody_who_is_forgotten_goes_with_them() {
    let hall = hall();
    enrol(&hall.centre, 1);
    let mut one = station(1);
    one.whole(1);
    one.register(2);
    one.learn(2, 1..=4, tramso::record::HowLearnt::Alone);
    // The third sat down under the second's name.
    let from = one.write(
        one.key(2),
        Body::Message { text: "của người thứ ba".to_owned(), ready: None, dictated: true, publish: false },
    );
    let to = tramso::record::hex(&one.key(3).0);
    one.register(3);
    one.write(one.key(2), Body::Moved { to, from_event: from, to_event: from });
    ingest(&hall.centre, &bundles(&one, 1000)[0]);
    let second = row(&hall.centre, one.key(2));
    let facts = |row: &PersonRow| Facts::read(&row.facts).unwrap().records().count();
    assert!(forget(&hall.centre, &one.key(3)) > 0);
    let after = row(&hall.centre, one.key(2));
    assert_eq!(facts(&second) - facts(&after), 1, "the one record");
    assert_eq!(after.standing, second.standing);
    assert_eq!(counted(&hall.centre), [2, 1]);
}

/// Three bundles: the entry; its withdrawal and the station's report; the person again, with as many tests as there are.
fn comes_back() -> (Station, Vec<Written>) {
    let mut one = station(1);
    one.whole(1);
    one.whole(2);
    let first = one.records.len() as u64;
    let key = one.key(1);
    one.write(key, Body::Withdrawal {});
    one.write(key, Body::Erased { events: (2..=first / 2).collect(), why: "asked".to_owned() });
    while !(one.records.len() as u64).is_multiple_of(first) {
        one.write(one.key(2), Body::App { install: tramso::record::InstallV1::HadIt });
    }
    one.register(1);
    one.learn(1, 1..=4, tramso::record::HowLearnt::Alone);
    for attempt in 2..=4 {
        one.test(1, attempt, 90);
    }
    one.share(1);
    let written = bundles(&one, first);
    (one, written)
}

#[test]
fn what_a_station_has_erased_on_request_goes_at_the_centre_too() {
    on_both(|centre| {
        enrol(centre, 1);
        enrol(centre, 2);
        let (one, written) = comes_back();
        let key = one.key(1);
        // The person was at another station too, which has erased nothing.
        let mut other = station(2);
        other.register(1);
        ingest(centre, &bundles(&other, 1000)[0]);
        ingest(centre, &written[0]);
        let name = stage::told(1).name;
        assert_eq!((counted(centre), holds(&row(centre, key).facts, &name)), ([2, 2], true), "control");
        let before = Facts::read(&row(centre, key).facts).unwrap();
        ingest(centre, &written[1]);
        assert_eq!(counted(centre), [1, 1]);
        let facts = Facts::read(&row(centre, key).facts).unwrap();
        let bundle = *facts.bundles().last().unwrap();
        let of = |facts: &Facts, bundle: i64| facts.records().filter(|record| record.bundle == bundle).count();
        let first = facts.bundles()[1];
        assert_eq!((of(&before, first), of(&facts, first)), (10, 2), "the consent, and that a test was used");
        assert_eq!(of(&facts, bundle), 2, "the withdrawal and the report");
        assert_eq!(of(&facts, facts.bundles()[0]), 2, "the other station's stay until it reports");
    });
}

#[test]
fn who_comes_back_after_an_erasure_gets_no_more_attempts_in_whatever_order() {
    let (one, written) = comes_back();
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    let mut found = Vec::new();
    for order in orders {
        let hall = hall();
        enrol(&hall.centre, 1);
        for at in order {
            ingest(&hall.centre, &written[at]);
        }
        let standing = row(&hall.centre, one.key(1)).standing;
        assert_eq!((standing.attempts, standing.valid.is_some(), standing.withdrawn), (3, true, false), "{order:?}");
        assert!(hall.centre.recount(&Access::City).unwrap().is_empty());
        found.push((everything(&hall.centre, &[1]), row(&hall.centre, one.key(1)).standing));
    }
    assert!(found.iter().all(|one| *one == found[0]));
    assert_eq!(found[0].0.2.iter().filter(|(.., reason)| reason == "attempts").count(), 1, "the fourth test");
}
