//! Records are the truth: lists follow from them, the chain holds them together, erasure removes what was entered and nothing else.

use super::{
    fixture::{Place, act, answer, message, opened, register, resident, submitted, topic},
    refused::raw,
};
use crate::record::{any_body, any_row};
use proptest::prelude::*;
use tramso::{
    domain::{PersonKey, TopicId},
    record::{Body, Event, hex},
    store::{ChainFault, PersonLine, PersonQuery, PersonRef, Store},
};

fn whole_list(store: &Store) -> Vec<PersonLine> {
    (1..=3)
        .filter_map(|n| store.find_by_key(&PersonKey([n; 32])).unwrap())
        .map(|one| store.person(one).unwrap())
        .collect()
}

fn any_deed() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => any_body().prop_filter("moves are made below", |body| !matches!(body, Body::Moved { .. })).prop_map(Event::Record),
        2 => any_row().prop_map(Event::Journal),
        1 => (1..=3_u8, 0..30_u64, 0..30_u64).prop_map(|(to, from_event, to_event)| {
            Event::Record(Body::Moved { to: hex(&[to; 32]), from_event, to_event })
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn lists_are_what_the_records_say(visits in proptest::collection::vec((0..4_u8, proptest::collection::vec(any_deed(), 1..5)), 1..25)) {
        let place = Place::new();
        let mut store = place.open();
        let people: Vec<PersonRef> =
            (1..=3).map(|n| store.new_person(PersonKey([n; 32]), &act(0), &[]).unwrap().0).collect();
        let mut saved = 0;
        for (second, (who, events)) in (1..).zip(&visits) {
            let person = people.get(usize::from(*who)).copied();
            let ids = store.save(person, &act(second), events).unwrap();
            prop_assert_eq!(ids.len(), events.len());
            for (id, event) in ids.iter().zip(events) {
                prop_assert_eq!(id.number.is_some(), matches!(event, Event::Record(_)));
            }
            saved += if person.is_some() { events.len() } else { 0 };
        }
        // Nothing is lost or doubled, no matter whom it belongs to after the moves.
        let traced: usize = people.iter().map(|one| store.history(*one).unwrap().len()).sum();
        prop_assert_eq!(traced, saved);
        let before = whole_list(&store);
        prop_assert_eq!(store.rebuild().unwrap(), 0);
        prop_assert_eq!(&whole_list(&store), &before);
        prop_assert_eq!(store.verify_chain().unwrap(), vec![]);
        drop(store);
        let store = place.open();
        prop_assert_eq!(&whole_list(&store), &before);
    }
}

#[test]
fn a_list_that_lies_is_found_and_mended() {
    let place = Place::new();
    let mut store = place.open();
    let person = register(&mut store, 0, 0);
    drop(store);
    raw(place.station.dir(), &place.key).execute_batch("UPDATE person SET tested_ms = 1").unwrap();
    let mut store = place.open();
    assert!(store.person(person).unwrap().progress.tested.is_some());
    assert_eq!(store.rebuild().unwrap(), 1);
    assert!(store.person(person).unwrap().progress.tested.is_none());
}

#[test]
fn histories_that_interleave_keep_their_order() {
    let place = Place::new();
    let mut store = place.open();
    let (one, other) = (register(&mut store, 0, 0), register(&mut store, 1, 0));
    for n in 0..900_u16 {
        // Runs of one, two and three, past the rows that are made ahead.
        let person = if n % 5 < 2 { one } else { other };
        store.save(Some(person), &act(1), &[answer(n, 0)]).unwrap();
        if n % 97 == 0 {
            store.save(Some(person), &act(1), &[topic(1)]).unwrap();
        }
        if n % 400 == 399 {
            store.checkpoint().unwrap();
        }
    }
    for (person, mine) in [(one, 0..2), (other, 2..5)] {
        let trace = store.trace(person).unwrap();
        assert!(trace.is_sorted_by_key(|traced| traced.id.seq));
        let expected: Vec<Event> = (0..900).filter(|n| mine.contains(&(n % 5))).map(|n| answer(n, 0)).collect();
        let found: Vec<Event> =
            trace.into_iter().map(|one| one.event).filter(|one| matches!(one, Event::Journal(_))).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn what_was_recorded_under_the_wrong_name_can_be_moved() {
    let place = Place::new();
    let mut store = place.open();
    let (wrong, right) = (register(&mut store, 0, 0), register(&mut store, 1, 0));
    let first = store.save(Some(wrong), &act(1), &[topic(1)]).unwrap()[0].number.unwrap();
    store.save(Some(wrong), &act(2), &[answer(0, 1)]).unwrap();
    let last = store.save(Some(wrong), &act(3), &[topic(2)]).unwrap()[0].number.unwrap();
    store.save(Some(wrong), &act(4), &[topic(3)]).unwrap();
    let to = hex(&resident(1).key(&store).0);
    store.save(Some(wrong), &act(5), &[Event::Record(Body::Moved { to, from_event: first, to_event: last })]).unwrap();
    let topics = |person| -> Vec<u8> {
        let line: PersonLine = store.person(person).unwrap();
        line.progress.topics.into_iter().map(TopicId::number).collect()
    };
    assert_eq!((topics(wrong), topics(right)), (vec![3], vec![1, 2]));
    assert_eq!(store.history(right).unwrap().len(), 2 + 3, "the journal row between them too");
    assert!(store.verify_chain().unwrap().is_empty());
}

#[test]
fn erasure_takes_what_was_told_and_keeps_the_chain() {
    let place = Place::new();
    let mut store = place.open();
    let (gone, stays) = (register(&mut store, 0, 0), register(&mut store, 1, 0));
    for person in [gone, stays] {
        store.save(Some(person), &act(1), &[topic(1), opened(), submitted(), message("chuyện của tôi")]).unwrap();
        store.save(Some(person), &act(1), &[answer(0, 1)]).unwrap();
    }
    let before = store.person(gone).unwrap().progress;
    store.erase(gone, &act(9), "held").unwrap();
    let line = store.person(gone).unwrap();
    assert_eq!((line.name.as_str(), line.hint.as_ref(), store.registration(gone).unwrap()), ("", None, None));
    let mut after = line.progress;
    after.since = before.since;
    assert_eq!(after, before, "topics, attempts and what was reached stay");
    assert!(store.search(&PersonQuery { name: &resident(0).name, ..PersonQuery::default() }).unwrap().is_empty());
    let left = store.history(gone).unwrap();
    assert!(!left.iter().any(|(_, event)| matches!(
        event,
        Event::Journal(_) | Event::Record(Body::Registration { .. } | Body::Message { .. })
    )));
    assert_eq!(store.history(stays).unwrap().len(), 7);
    assert_eq!(store.verify_chain().unwrap(), vec![]);
    assert_eq!(store.rebuild().unwrap(), 0);
    assert_eq!(store.find_by_key(&resident(0).key(&store)).unwrap(), Some(gone), "one account a person, still");
    drop(store);

    // In the open database no page holds the words any more, while the other's are found.
    let db = raw(place.station.dir(), &place.key);
    let plain = place.temp.path().join("plain.db");
    db.execute_batch(&format!(
        "ATTACH '{}' AS plain KEY ''; SELECT sqlcipher_export('plain'); DETACH plain",
        plain.display()
    ))
    .unwrap();
    let bytes = std::fs::read(plain).unwrap();
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(!holds(&resident(0).number) && !holds(&resident(0).name));
    assert!(holds(&resident(1).number), "the control");
}

#[test]
fn a_changed_record_breaks_the_chain() {
    let broken = |sql: &str| -> Vec<ChainFault> {
        let place = Place::new();
        register(&mut place.open(), 0, 0);
        raw(place.station.dir(), &place.key).execute_batch(sql).unwrap();
        place.open().verify_chain().unwrap()
    };
    assert_eq!(broken("SELECT 1"), vec![], "the control");
    let (epoch, number) = (1, 2);
    let text = "UPDATE record SET bytes = CAST(replace(CAST(bytes AS TEXT), '0912', '0913') AS BLOB) WHERE n = 2";
    assert_eq!(broken(text), [ChainFault::Changed { epoch, number }]);
    assert_eq!(broken("UPDATE record SET nonce = zeroblob(16) WHERE n = 2"), [ChainFault::Changed { epoch, number }]);
    let broken_twice = broken("UPDATE record SET commitment = zeroblob(32) WHERE n = 2");
    assert_eq!(broken_twice, [ChainFault::Changed { epoch, number }, ChainFault::Broken { epoch, number }]);
    assert_eq!(broken("UPDATE record SET head = zeroblob(32) WHERE n = 2"), [ChainFault::Broken { epoch, number }]);
    let missing = broken("DELETE FROM record WHERE n = 1");
    assert_eq!(missing, [ChainFault::Missing { epoch, number: 1 }, ChainFault::Broken { epoch, number }]);
}
