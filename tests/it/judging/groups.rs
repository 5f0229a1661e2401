//! Topics that are taught to a group: they count behind a lesson that was one.

use super::{evening_stage::*, stage::*};
use std::collections::BTreeMap;
use tramso::{
    domain::{PersonKey, Sign, SignRule},
    judging::Judged,
    ledger::Wait,
    record::{Body, hex},
};

fn alone(station: &Station) -> BTreeMap<PersonKey, Judged> {
    judged(rules(), &[&station.records], &[1])
}

fn station() -> Station {
    let mut station = Station::new(1, 1);
    station.open_shift(1);
    station
}

/// How many topics of this person count, and whether a person has to decide about others.
fn topics(judged: &BTreeMap<PersonKey, Judged>, person: u64) -> (u32, bool) {
    let standing = &judged[&key(person)].standing;
    let is_held = standing.waits & Wait::Sign.bit() != 0;
    assert_eq!(is_held, standing.anomalies & Sign::Group.bit() != 0, "{standing:?}");
    (standing.topics.count_ones(), is_held)
}

#[test]
fn the_topics_behind_a_lesson_count() {
    let mut station = station();
    station.evening("048192", 0..24);
    let found = alone(&station);
    for person in 0..24 {
        assert_eq!(topics(&found, person), (4, false));
        assert!(found[&key(person)].standing.valid.is_some(), "{:?}", found[&key(person)]);
    }
}

/// At three fifths of its reading time a lesson is one, by what is claimed and by the steady clock.
#[test]
fn a_lesson_takes_its_time() {
    let one = |claims: u32, took: u32| {
        let mut station = station();
        station.pace_ms = 0;
        (0..3).for_each(|person| station.register(person));
        station.lesson(1, took, 3);
        let Some(Body::GroupLesson { seconds, .. }) = station.records.last_mut().map(|record| &mut record.body) else {
            unreachable!()
        };
        *seconds = claims;
        station.learnt(1, 0..3);
        topics(&alone(&station), 1)
    };
    let least = station().reading_s(1) * 3 / 5 + 1;
    assert_eq!(one(least, least), (1, false));
    assert_eq!(one(least - 3, least), (0, true), "less is claimed");
    assert_eq!(one(3_000, least - 3), (0, true), "the steady clock since the shift was opened shows less");
    let mut second = station();
    second.pace_ms = 0;
    (0..3).for_each(|person| second.register(person));
    second.teach(1, 0..3);
    second.lesson(2, 20, 3);
    let Some(Body::GroupLesson { seconds, .. }) = second.records.last_mut().map(|record| &mut record.body) else {
        unreachable!()
    };
    *seconds = 3_000;
    second.learnt(2, 0..3);
    assert_eq!(topics(&alone(&second), 1), (1, true), "nor since the lesson before");
}

#[test]
fn topics_without_a_lesson_wait_for_a_person() {
    let mut none = station();
    (0..4).for_each(|person| none.register(person));
    none.learnt(1, 0..4);
    assert_eq!(topics(&alone(&none), 0), (0, true), "no lesson");

    let mut more = station();
    (0..4).for_each(|person| more.register(person));
    let seconds = more.reading_s(1);
    more.lesson(1, seconds, 2);
    more.learnt(1, 0..4);
    let found = alone(&more);
    assert_eq!([0, 1, 2, 3].map(|person| topics(&found, person).0), [1, 1, 0, 0], "two were present");

    let mut other = station();
    other.register(0);
    other.lesson(1, seconds, 1);
    other.learnt(2, [0]);
    assert_eq!(topics(&alone(&other), 0), (0, true), "another topic");

    let mut between = station();
    (0..2).for_each(|person| between.register(person));
    between.lesson(1, seconds, 2);
    between.learnt(1, [0]);
    between.share(0);
    between.learnt(1, [1]);
    let found = alone(&between);
    assert_eq!([0, 1].map(|person| topics(&found, person)), [(1, false), (0, true)], "something else in between");

    let mut crowd = station();
    crowd.register(0);
    crowd.lesson(1, seconds, 61);
    crowd.learnt(1, [0]);
    assert_eq!(topics(&alone(&crowd), 0), (0, true), "more than a group");

    let mut half = station();
    half.register(0);
    half.lesson(1, seconds, 1);
    let Some(Body::GroupLesson { lessons, .. }) = half.records.last_mut().map(|record| &mut record.body) else {
        unreachable!()
    };
    lessons.pop();
    half.learnt(1, [0]);
    assert_eq!(topics(&alone(&half), 0), (0, true), "a required lesson was not shown");
}

#[test]
fn a_contest_may_have_no_groups_and_may_pass_over_the_sign() {
    let mut taught = station();
    taught.register(0);
    taught.teach(1, [0]);
    let without = rules_with(|rules| rules.groups = false);
    assert_eq!(topics(&judged(&without, &[&taught.records], &[1]), 0), (0, true));
    let mut none = station();
    none.register(0);
    none.learnt(1, [0]);
    for rule in [SignRule::Count, SignRule::List] {
        let rules = rules_with(|rules| rules.signs.extend([(Sign::Group, rule)]));
        let found = judged(&rules, &[&none.records], &[1]);
        let standing = &found[&key(0)].standing;
        assert_eq!((standing.topics, standing.waits), (1, 0), "{rule:?}");
        assert_eq!(standing.anomalies & Sign::Group.bit() != 0, rule == SignRule::List);
    }
}

/// A topic that waits leaves the person's other ones as they are.
#[test]
fn each_record_has_its_own_sign() {
    let mut station = station();
    station.whole(0);
    station.register(1);
    station.teach(1, [1]);
    station.learnt(2, [1]);
    station.learn(1, [3, 4], tramso::record::HowLearnt::Alone);
    station.test(1, 1, 80);
    let found = alone(&station);
    assert_eq!(topics(&found, 1), (3, true));
    assert_eq!(found[&key(1)].standing.attempts, 1, "the test counts");
}

/// A record that was erased or moved is still one of the lesson's lines.
#[test]
fn moved_and_erased_lines_are_lines() {
    let mut moved = station();
    (0..4).for_each(|person| moved.register(person));
    let seconds = moved.reading_s(1);
    moved.lesson(1, seconds, 3);
    moved.learnt(1, 0..3);
    let at = moved.records.len() as u64;
    let (from, to) = (moved.key(2), hex(&moved.key(3).0));
    moved.write(from, Body::Moved { to, from_event: at, to_event: at });
    let found = alone(&moved);
    assert_eq!([1, 2, 3].map(|person| topics(&found, person)), [(1, false), (0, false), (1, false)]);
    let without: Vec<_> = moved.records.iter().filter(|record| record.n != at - 1).cloned().collect();
    let found = judged(rules(), &[&without], &[1]);
    assert_eq!(topics(&found, 3), (1, false), "the line before was erased");
}

/// The lesson in one bundle, its people in the next: in either order of arrival, and with the first one missing for a while.
#[test]
fn a_lesson_and_its_people_come_in_any_order() {
    let mut station = station();
    (0..6).for_each(|person| station.register(person));
    let lesson = station.lesson(1, 600, 6) as usize;
    station.learnt(1, 0..6);
    station.teach(2, 0..6);
    let (opening, rest) = station.records.split_at(3);
    for cut in [lesson - 5, lesson - 3, lesson - 1] {
        let (first, second) = rest.split_at(cut);
        let bundles = [opening, first, second];
        let wanted = judged(rules(), &bundles, &[1, 2, 3]);
        assert!((0..6).all(|person| topics(&wanted, person) == (2, false)), "cut at {cut}");
        let standings = |order: &[usize]| {
            let found = judged(rules(), &bundles, order);
            found.iter().map(|(key, one)| (*key, one.standing.clone())).collect::<Vec<_>>()
        };
        for order in [[3, 2, 1], [1, 3, 2], [2, 3, 1]] {
            assert_eq!(standings(&order), standings(&[1, 2, 3]), "cut at {cut}, {order:?}");
        }
        let missing = judged(rules(), &bundles, &[1, 3]);
        let last = &missing[&key(5)].standing;
        assert_eq!(last.anomalies & Sign::Group.bit(), 0, "nobody is suspected of what has not arrived");
        let is_behind = cut >= lesson - 3;
        assert_eq!(last.waits & Wait::Earlier.bit() != 0, is_behind, "cut at {cut}: {last:?}");
        assert_eq!(last.topics.count_ones(), if is_behind { 1 } else { 2 }, "cut at {cut}");
    }
}
