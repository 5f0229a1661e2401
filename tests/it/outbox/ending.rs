//! What is left of a person at the station: after they asked for erasure, and once the contest is over.

use super::{
    place::{act, at, finish, opened as unsealed, prepare, receipt, register, signed, station, take_one},
    retention,
};
use crate::store::{
    fixture::{self, Place, resident},
    refused::raw,
};
use std::fs;
use tramso::{
    domain::{PersonKey, SpentAttempts, Stamp},
    kiosk::outbox,
    record::{Body, Event, hex},
    store::{PersonRef, Retired, Store},
};

const DAY_S: i64 = 86_400;
/// The contest's last day is 28 days after `at(0)`; data stay for seven more.
const OVER_S: i64 = 37 * DAY_S;

fn retire_at(store: &mut Store, now: Stamp) -> Retired {
    outbox::retire(store, (4, crate::days::date(2026, 12, 20)), 100, now).unwrap()
}

/// Three people, of whom the third has not finished; all of it held.
fn held() -> (Place, Store) {
    let (place, mut store, content) = retention::held();
    take_one(&place, &mut store, &signed(&content), at(10)).unwrap();
    (place, store)
}

/// A receipt from after the contest.
fn close_contest(place: &Place, store: &mut Store) {
    let mut content = receipt(store, 2);
    content.time = at(30 * DAY_S).wall;
    take_one(place, store, &signed(&content), at(30 * DAY_S)).unwrap();
}

/// The whole database in the clear, without what is free.
fn plain(place: &Place) -> Vec<u8> {
    let file = place.temp.path().join("plain.db");
    let _ = fs::remove_file(&file);
    let db = raw(place.station.dir(), &place.key);
    let export = "ATTACH '{}' AS plain KEY ''; SELECT sqlcipher_export('plain'); DETACH plain";
    db.execute_batch(&export.replace("{}", &file.display().to_string())).unwrap();
    fs::read(file).unwrap()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Which of these is still there: name, number, key in a record, key of the row, answers.
fn left(bytes: &[u8], n: usize, key: &PersonKey) -> [bool; 4] {
    let one = resident(n);
    [
        holds(bytes, one.name.as_bytes()),
        holds(bytes, one.number.as_bytes()),
        holds(bytes, hex(&key.0).as_bytes()),
        holds(bytes, &key.0),
    ]
}

fn count(place: &Place, sql: &str) -> i64 {
    raw(place.station.dir(), &place.key).query_row(sql, (), |row| row.get(0)).unwrap()
}

#[test]
fn nothing_of_anybody_is_left_once_the_contest_is_over() {
    let (place, mut store) = held();
    let keys: Vec<PersonKey> = store.everybody().unwrap().iter().map(|line| line.key).collect();
    // Two have finished and were erased a week after they were held; that removal has not been sent yet.
    assert_eq!(retire_at(&mut store, at(8 * DAY_S)).people, 2);
    close_contest(&place, &mut store);
    let line = store.everybody().unwrap().remove(0);
    store.save(Some(line.person), &act(9), &[fixture::answer(0, 1)]).unwrap();
    drop(store);
    let before = plain(&place);
    assert_eq!(left(&before, 0, &keys[0]), [false, false, true, true], "control: the key and what was done");
    assert_eq!(left(&before, 2, &keys[2]), [true; 4], "control: who has not finished");

    let mut store = place.open();
    assert_eq!(retire_at(&mut store, at(OVER_S - 2 * DAY_S)).ended, 0, "control: not before the days are over");
    let gone = retire_at(&mut store, at(OVER_S));
    assert_eq!((gone.people, gone.ended, gone.asked), (3, 3, 0));
    assert_eq!((store.verify_chain().unwrap(), store.rebuild().unwrap()), (vec![], 0));
    assert!(keys.iter().all(|key| store.find_by_key(key).unwrap().is_none()));
    drop(store);
    let after = plain(&place);
    for (n, key) in keys.iter().enumerate() {
        assert_eq!(left(&after, n, key), [false; 4], "{n}");
    }
    assert_eq!(count(&place, "SELECT count(*) FROM person"), 0);
    assert_eq!(count(&place, "SELECT count(*) FROM record WHERE person IS NOT NULL"), 0);
    assert_eq!(count(&place, "SELECT count(*) FROM record WHERE bytes IS NOT NULL AND kind <> 'erased'"), 0);

    // What follows the removal travels, and names nobody; a second time nothing happens.
    let mut store = place.open();
    assert_eq!(retire_at(&mut store, at(OVER_S + DAY_S)), Retired::default());
    let next = prepare(&mut store, at(OVER_S + DAY_S));
    let found = unsealed(&super::place::enrolled(&store), &fs::read(&next.bundles.last().unwrap().path).unwrap());
    let last: Vec<_> = found.records.iter().flatten().collect();
    assert_eq!(last.len(), 3);
    assert!(last.iter().all(|record| record.person.is_none() && matches!(&record.body, Body::Erased { .. })));
    assert_eq!(found.records.len(), 5, "of the two removals before only the commitments");
    // The next person has nothing of who had the row before.
    let new = register(&mut store, 3, OVER_S + 2 * DAY_S);
    assert_eq!(store.history(new).unwrap().len(), 2);
}

#[test]
fn the_end_spares_what_is_not_held_and_a_clock_in_doubt() {
    let (place, mut store) = held();
    close_contest(&place, &mut store);
    let doubtful = Stamp { suspect: true, ..at(OVER_S) };
    assert_eq!(retire_at(&mut store, doubtful), Retired::default());
    assert_eq!(retire_at(&mut store, at(-OVER_S)), Retired::default());
    // The third has something new, and something of the second was moved to them.
    let people: Vec<PersonRef> = store.everybody().unwrap().iter().map(|line| line.person).collect();
    let to = hex(&resident(2).key(&store).0);
    let moved = Event::Record(Body::Moved { to, from_event: 12, to_event: 12 });
    store.save(Some(people[1]), &act(20), &[moved]).unwrap();
    assert_eq!(retire_at(&mut store, at(OVER_S)).ended, 1, "the first alone");
    assert!([1, 2].iter().all(|n| store.registration(people[*n]).unwrap().is_some()));
    // In quarantine.
    let ready = prepare(&mut store, at(OVER_S));
    assert_eq!(ready.bundles.len(), 1);
    let mut content = receipt(&store, 3);
    content.time = at(OVER_S).wall;
    content.quarantined = vec![*content.held.last().unwrap()];
    take_one(&place, &mut store, &signed(&content), at(OVER_S)).unwrap();
    assert_eq!(retire_at(&mut store, at(OVER_S + 8 * DAY_S)).people, 0);
    (content.number, content.quarantined) = (4, Vec::new());
    take_one(&place, &mut store, &signed(&content), at(OVER_S)).unwrap();
    assert_eq!(retire_at(&mut store, at(OVER_S + 6 * DAY_S)).ended, 0, "held for too short a time");
    assert_eq!(retire_at(&mut store, at(OVER_S + 8 * DAY_S)).ended, 2);
    assert_eq!((store.verify_chain().unwrap(), store.rebuild().unwrap()), (vec![], 0));
}

#[test]
fn a_power_cut_in_the_middle_leaves_all_or_nothing() {
    let (place, mut store) = held();
    close_contest(&place, &mut store);
    drop(store);
    // A trigger is the power cut: the last statement of the transaction fails.
    let stop = "CREATE TRIGGER stop BEFORE INSERT ON record WHEN NEW.kind = 'erased'
                BEGIN SELECT RAISE(ABORT, 'cut'); END";
    raw(place.station.dir(), &place.key).execute_batch(stop).unwrap();
    let closes = crate::days::date(2026, 12, 20);
    let mut store = place.open();
    assert!(outbox::retire(&mut store, (4, closes), 100, at(OVER_S)).is_err());
    assert_eq!(store.everybody().unwrap().len(), 3);
    drop(store);
    raw(place.station.dir(), &place.key).execute_batch("DROP TRIGGER stop").unwrap();
    let mut store = place.open();
    assert_eq!(retire_at(&mut store, at(OVER_S)).ended, 3);
    assert!(store.verify_chain().unwrap().is_empty());
}

#[test]
fn who_asks_for_erasure_leaves_no_answer_and_gets_no_more_attempts() {
    let place = station();
    let mut store = place.open();
    finish(&mut store, 0, 0);
    finish(&mut store, 1, 0);
    let people: Vec<PersonRef> = store.everybody().unwrap().iter().map(|line| line.person).collect();
    store.save(Some(people[0]), &act(3), &[Event::Record(Body::Withdrawal {})]).unwrap();
    prepare(&mut store, at(4));
    let content = receipt(&store, 1);
    let kinds = |store: &Store, person: PersonRef| -> Vec<&'static str> {
        let records = store.history(person).unwrap().into_iter().filter_map(|(_, event)| match event {
            Event::Record(body) => Some(body.kind().as_str()),
            Event::Journal(_) => None,
        });
        records.collect()
    };
    assert_eq!(kinds(&store, people[0]).len(), 10, "control");
    take_one(&place, &mut store, &signed(&content), at(10)).unwrap();
    assert_eq!(kinds(&store, people[0]), ["consent", "withdrawal", "erased"]);
    assert_eq!(kinds(&store, people[1]).len(), 9, "the other has everything");
    let progress = store.person(people[0]).unwrap().progress;
    assert_eq!((progress.attempts, progress.tested, progress.topics.len()), (1, None, 0));
    assert!(progress.withdrawn.is_some() && progress.registered.is_none());
    assert_eq!(store.spent_attempts(people[0]).unwrap(), SpentAttempts { opened: 1, handed: 1 });
    assert_eq!((store.verify_chain().unwrap(), store.rebuild().unwrap()), (vec![], 0));
    assert_eq!(retire_at(&mut store, at(11)), Retired::default(), "once");

    // They come back: a new consent, and they are no longer among those who have withdrawn.
    let again = [
        Event::Record(Body::Consent { text_version: 1 }),
        Event::Record(Body::Registration { registration: Box::new(resident(0).registration()) }),
    ];
    store.save(Some(people[0]), &act(20), &again).unwrap();
    let progress = store.person(people[0]).unwrap().progress;
    assert!(progress.withdrawn.is_none() && progress.registered.is_some());
    assert_eq!((progress.attempts, store.rebuild().unwrap()), (1, 0));
    prepare(&mut store, at(21));
    let content = receipt(&store, 2);
    take_one(&place, &mut store, &signed(&content), at(22)).unwrap();
    assert!(store.registration(people[0]).unwrap().is_some(), "the new consent holds");

    // Whose data were erased because they were held, and who asks then, loses the rest too.
    assert_eq!(retire_at(&mut store, at(8 * DAY_S)).people, 1);
    assert!(kinds(&store, people[1]).contains(&"attempt-submitted"), "control");
    prepare(&mut store, at(8 * DAY_S));
    let mut content = receipt(&store, 3);
    content.erase = vec![12];
    take_one(&place, &mut store, &signed(&content), at(8 * DAY_S)).unwrap();
    assert_eq!(kinds(&store, people[1]), ["consent", "erased", "erased"]);
}
