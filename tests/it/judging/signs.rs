//! Signs that entries were made up: most of what is forged is seen, hardly anything honest is.

use super::stage::*;
use std::collections::BTreeSet;
use tramso::{
    domain::{PersonKey, Sign},
    judging::{Person, Workspace, judge},
    record::{HowLearnt, Medium},
};

/// Everybody of a station with a sign, and the signs that were found.
fn flagged(station: &Station, max_per_day: u32) -> (BTreeSet<PersonKey>, Vec<(Sign, String)>) {
    let people = bits(station, max_per_day).into_iter().filter(|(_, bits)| *bits != 0).map(|(key, _)| key);
    let signs = signs(rules(), &[&station.records], max_per_day);
    let found = signs[&1].found.iter().map(|anomaly| (anomaly.sign, anomaly.detail.clone()));
    (people.collect(), found.collect())
}

/// The signs of each person of a station, as the judge finds them.
fn bits(station: &Station, max_per_day: u32) -> Vec<(PersonKey, u32)> {
    let mut bundle_facts = station.bundle_facts(1..=station.records.len());
    let row = bundle_row(1, station.station, station.epoch, 1, ends() - DAY);
    let mut source = source(&row, &[]);
    source.signs = signs(rules(), &[&station.records], max_per_day)[&1].clone();
    let sources = [source];
    let mut desk = Workspace::default();
    let mut found = Vec::new();
    for (key, facts) in &mut bundle_facts.people {
        facts.name_bundle(0, 1);
        let judged = judge(&Person { key: *key, facts, related: &[] }, &sources, rules(), &mut desk);
        found.push((*key, judged.standing.anomalies));
    }
    found
}

/// How many people of a station show this sign.
fn seen_by(station: &Station, max_per_day: u32, sign: Sign) -> usize {
    bits(station, max_per_day).into_iter().filter(|(_, bits)| bits & sign.bit() != 0).count()
}

/// A shift of honest people, with what looks odd and is not: a group lesson, tests on paper that are typed in at the end, a visit
/// where the helper presses the keys, somebody who knows everything.
fn honest_shift(station: u8, from: u64, people: u64) -> Station {
    let mut station = Station::new(station, 1);
    station.open_shift(1);
    let group = from.is_multiple_of(3);
    if group {
        for person in from..from + people {
            station.register(person);
            (1..=4).for_each(|topic| station.teach(topic, [person]));
        }
    }
    let on_paper = from.is_multiple_of(5);
    for person in from..from + people {
        if !group {
            station.register(person);
            station.learn(person, 1..=4, HowLearnt::Alone);
        }
        station.medium = if on_paper { Medium::Paper } else { Medium::Screen };
        station.open(person, 1);
        if on_paper {
            // Typed in: no time was taken for each question.
            station.hand_in(person, 1, |at, order| (honest(person, 1, 65)(at, order).0, 1));
        } else {
            station.hand_in(person, 1, honest(person, 1, 40 + dice(person, 90) % 61));
        }
        station.share(person);
        station.now += 3 * MINUTE;
        if person % 20 == 19 {
            station.now += DAY;
        }
    }
    station
}

/// Six ways to make up entries.
fn forged_shift(pattern: u64, station: u8, from: u64, people: u64) -> Station {
    let mut station = Station::new(station, 1);
    station.open_shift(1);
    for person in from..from + people {
        station.register(person);
        station.learn(person, 1..=4, HowLearnt::Alone);
        station.open(person, 1);
        let right = |order: &[u8]| order.iter().position(|one| *one == 0).unwrap();
        match pattern {
            // Everything at once: far more than one keyboard takes.
            0 => {
                station.hand_in(person, 1, |at, order| {
                    (honest(person, 1, 60)(at, order).0, 6 + (dice(person * 50 + at as u64, 2) % 5) as u32)
                });
                station.now -= 17 * MINUTE;
            }
            // The first key, all the time.
            1 => {
                station.hand_in(person, 1, |at, _| (0, 5 + (dice(person * 100 + at as u64, 5) % 9) as u32));
            }
            // The keys in turn.
            2 => {
                station.hand_in(person, 1, |at, order| {
                    (at % order.len().min(4), 5 + (dice(person * 100 + at as u64, 6) % 9) as u32)
                });
            }
            // All known by heart, a second each.
            3 => {
                station.hand_in(person, 1, |at, order| (right(order), 1 + (at % 2) as u32));
            }
            // A script with the same seconds for everybody.
            4 => {
                station.hand_in(person, 1, |at, order| (honest(person, 1, 80)(at, order).0, 7 + (at * 5 % 11) as u32));
            }
            // At a credible pace, but more than a day holds.
            _ => {
                station.hand_in(person, 1, |at, order| {
                    (honest(person, 1, 80)(at, order).0, 4 + (dice(person + at as u64, 3) % 4) as u32)
                });
            }
        }
        station.share(person);
    }
    station
}

#[test]
fn forged_entries_are_seen_and_honest_ones_are_left_alone() {
    let (mut honest, mut seen_honest) = (0, 0);
    for shift in 0..100_u64 {
        let (people, anomalies) = flagged(&honest_shift(1, shift * 100, 100), 60);
        honest += 100;
        seen_honest += people.len();
        assert!(people.len() < 20, "shift {shift}: {anomalies:?}");
    }
    let (mut forged, mut seen) = (0, 0);
    for pattern in 0..6 {
        let count = [83, 83, 83, 83, 84, 84][pattern as usize];
        // Each by its own sign, not because of the day's number.
        let limit = if pattern == 5 { 60 } else { 1_000 };
        let (people, anomalies) = flagged(&forged_shift(pattern, 2, 50_000 + pattern * 1_000, count), limit);
        crate::durability::scale::report(&format!(
            "pattern {pattern}: {} of {count} seen, {anomalies:?}",
            people.len()
        ));
        assert!(people.len() as u64 * 10 >= count * 9, "pattern {pattern}: {} of {count}", people.len());
        assert!(anomalies.iter().all(|(_, detail)| detail.contains('=')), "a sign says its values");
        let own = [Sign::Burst, Sign::Keys, Sign::Keys, Sign::Fast, Sign::Same, Sign::PerDay];
        let own = own[pattern as usize];
        let by_own = seen_by(&forged_shift(pattern, 2, 50_000 + pattern * 1_000, count), limit, own);
        assert!(by_own as u64 * 10 >= count * 9, "pattern {pattern}: its own rule {own:?} sees {by_own} of {count}");
        forged += count;
        seen += people.len() as u64;
    }
    assert_eq!((honest, forged), (10_000, 500));
    assert!(seen * 10 >= forged * 9, "{seen} of {forged}");
    assert!(seen_honest * 50 <= honest, "{seen_honest} of {honest}");
    crate::durability::scale::report(&format!("forged seen: {seen} of {forged}; honest: {seen_honest} of {honest}"));
}

/// The control: what makes the difference between paper and keys is that it is paper.
#[test]
fn the_same_on_a_screen_would_be_seen() {
    let mut station = honest_shift(1, 0, 100); // on paper
    assert!(flagged(&station, 60).0.is_empty());
    for record in &mut station.records {
        if let tramso::record::Body::AttemptOpened { medium, .. } = &mut record.body {
            *medium = Medium::Screen;
        }
    }
    assert!(flagged(&station, 60).0.len() > 90);
}

/// One person's visit at a station: how its records are made.
fn visit(change: impl FnOnce(&mut Station), seconds: u32) -> u32 {
    let mut station = Station::new(1, 1);
    station.open_shift(1);
    change(&mut station);
    station.register(5);
    station.learn(5, 1..=4, HowLearnt::Alone);
    station.open(5, 1);
    station.hand_in(5, 1, |at, order| (honest(5, 1, 80)(at, order).0, 20 + at as u32 % 7));
    let at = station.records.len() - 1;
    let opened = station.records[at - 1].at;
    let handed = &mut station.records[at];
    handed.at.mono_ms = opened.mono_ms + u64::from(seconds) * 1000;
    bits(&station, 60)[0].1
}

/// Attack: ten minutes are claimed for a test of ten seconds.
#[test]
fn claimed_seconds_are_held_against_the_steady_clock() {
    assert_eq!(visit(|_| (), 10), Sign::Fast.bit());
    assert_eq!(visit(|_| (), 460), 0, "control: the same test at the pace of its claim");
}

/// Attack: the course is clicked through.
#[test]
fn topics_faster_than_a_third_of_their_reading_are_seen() {
    assert_eq!(visit(|station| station.topic_ms = 0, 460), Sign::FastTopics.bit());
    let group = |station: &mut Station| {
        station.register(6);
        (1..=4).for_each(|topic| station.teach(topic, [6]));
    };
    assert_eq!(visit(group, 460), 0, "a group lesson is written down at its end");
}

/// Across boots the steady clock shows nothing: the questions' own seconds do.
#[test]
fn a_test_across_a_power_cut_is_judged_by_its_questions() {
    let across = |seconds: u32| {
        let mut station = Station::new(1, 1);
        station.open_shift(1);
        station.register(5);
        station.learn(5, 1..=4, HowLearnt::Alone);
        station.open(5, 1);
        station.boot = 4;
        station.hand_in(5, 1, |at, order| (honest(5, 1, 80)(at, order).0, seconds));
        bits(&station, 60)[0].1
    };
    assert_eq!((across(20), across(1)), (0, Sign::Fast.bit()));
}

/// Attack: the same burst, handed in in bundles of five entries.
#[test]
fn exporting_often_hides_nothing() {
    let station = forged_shift(0, 2, 50_000, 40);
    let five = |entries: usize| {
        let ends = station.records.iter().enumerate();
        let ends = ends.filter(|(_, record)| matches!(record.body, tramso::record::Body::Message { .. }));
        ends.map(|(at, _)| at + 1).nth(entries - 1).unwrap()
    };
    let cuts: Vec<usize> = [0].into_iter().chain((1..=8).map(|bundle| five(bundle * 5))).collect();
    let bundles: Vec<&[tramso::record::Record]> = cuts.windows(2).map(|cut| &station.records[cut[0]..cut[1]]).collect();
    let together = signs(rules(), &bundles, 1_000);
    let burst = |one: &std::sync::Arc<tramso::judging::BundleSigns>| {
        one.people.values().filter(|bits| **bits & Sign::Burst.bit() != 0).count()
    };
    assert!(together.values().map(burst).sum::<usize>() >= 36);
    let alone: usize = bundles.iter().map(|one| burst(&signs(rules(), &[one], 1_000)[&1])).sum();
    assert_eq!(alone, 0, "control: no bundle shows it by itself");
}

/// Attack: entries are made without anybody who opened a shift.
#[test]
fn records_without_an_open_shift_do_not_count() {
    let judged = |change: &dyn Fn(&mut Station)| {
        let mut station = Station::new(1, 1);
        change(&mut station);
        station.whole(5);
        let mut facts = station.bundle_facts(1..=station.records.len()).people.remove(0).1;
        facts.name_bundle(0, 1);
        let mut source = source(&bundle_row(1, 1, 1, 1, ends() - DAY), &[]);
        source.signs = signs(rules(), &[&station.records], 60)[&1].clone();
        let judged =
            judge(&Person { key: key(5), facts: &facts, related: &[] }, &[source], rules(), &mut Workspace::default());
        let reasons: BTreeSet<&str> = judged.rejected.iter().map(|(_, reason)| reason.as_str()).collect();
        (judged.standing.valid.is_some(), judged.standing.registered.is_some(), reasons)
    };
    let no_shift = (false, false, BTreeSet::from(["no-shift"]));
    assert_eq!(judged(&|station| station.open_shift(1)), (true, true, BTreeSet::new()), "control: in an open shift");
    assert_eq!(judged(&|station| station.shift = 0), no_shift, "shift 0");
    assert_eq!(judged(&|_| ()), no_shift, "a number that nobody opened");
    let closed = |station: &mut Station| {
        station.open_shift(1);
        station.close_shift();
    };
    assert_eq!(judged(&closed), no_shift, "after its close");
    let another = |station: &mut Station| {
        station.open_shift(1);
        station.shift = 2;
    };
    assert_eq!(judged(&another), no_shift, "another number than the open one");
}
