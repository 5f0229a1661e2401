//! The lists against a count by hand over people and communes that are made up by chance.

use super::*;
use crate::judging::stage::dice;
use std::cmp::Reverse;
use tramso::{
    centre::closing::{CommunePlace, PersonPlace, SetAward},
    domain::PersonKey,
    ledger::{Counts, PersonIndex, PersonRow, Scope, Standing, TallyKey, Wait},
};

/// Somebody by chance, with few scores and seconds, so that many are equal.
fn somebody(seed: u64, number: u64, scores: usize) -> PersonRow {
    let die = |of: u64| dice(seed * 10_000 + number, of);
    let seconds = die(1) % 6;
    let standing = Standing {
        unit: Some(["11113", "11329", "99999"][die(2) % 3].to_owned()),
        registered: Some(20_000),
        valid: (die(3) % 8 > 0).then_some(20_001),
        ranked: die(4) % 7 > 0,
        on_paper: die(5) % 9 == 0,
        attempts: 1 + (die(6) % 3) as u8,
        score: (die(7) % 20 > 0).then_some(20 - (die(8) % scores) as u8),
        seconds: (seconds > 0).then_some(200 + seconds as u32),
        waits: if die(9) % 6 == 0 { Wait::Contradiction.bit() } else { 0 },
        anomalies: if die(10) % 4 == 0 { 0b101 } else { 0 },
        stations: 1,
        ..Standing::default()
    };
    let mut key = [0; 32];
    key[..8].copy_from_slice(&(die(11) as u64 * 1_000_003 + number).to_be_bytes());
    let (index, empty) = (PersonIndex::default(), Vec::new);
    PersonRow { key: PersonKey(key), standing, facts: empty(), card: empty(), index, answers: empty() }
}

/// The place of each who ranks: how many are better, how many are alike.
fn by_hand(people: &[PersonRow]) -> Vec<(u64, u64, String, SetAward)> {
    let ranks = |row: &&PersonRow| {
        let one = &row.standing;
        one.valid.is_some() && one.ranked && one.waits == 0 && one.score.is_some()
    };
    let worth = |row: &PersonRow| (Reverse(row.standing.score), row.standing.seconds.unwrap_or(u32::MAX));
    let all: Vec<&PersonRow> = people.iter().filter(ranks).collect();
    let mut found = Vec::new();
    for one in &all {
        let from = 1 + all.iter().filter(|other| worth(other) < worth(one)).count() as u64;
        let to = from - 1 + all.iter().filter(|other| worth(other) == worth(one)).count() as u64;
        let award = match (from, to) {
            (1, 1) => SetAward::First,
            (2..=3, ..=3) => SetAward::Second,
            (4..=6, ..=6) => SetAward::Third,
            (7..=11, ..=11) => SetAward::Consolation,
            (..=11, _) => SetAward::Jury,
            _ => continue,
        };
        found.push((from, to, tramso::record::hex(&one.key.0)[..12].to_owned(), award));
    }
    found.sort_by(|one, other| (one.0, &one.2).cmp(&(other.0, &other.2)));
    found
}

fn persons(centre: &Centre) -> (Vec<PersonPlace>, u64) {
    let found = centre.prizes(&CITY, (who("lan"), Moment(NOW))).unwrap();
    (found.persons, found.more_equal)
}

#[test]
fn persons_rank_as_counted_by_hand() {
    on_both(|centre| {
        let mut had_jury = 0;
        for seed in 0..12 {
            let (count, scores) = [(0, 1), (5, 3), (40, 2), (150, 1), (400, 6), (900, 3)][seed as usize % 6];
            let people: Vec<PersonRow> = (0..count).map(|number| somebody(seed, number, scores)).collect();
            let keys: Vec<PersonKey> = people.iter().map(|row| row.key).collect();
            centre.ledger().write(&mut |tx| tx.add_people(&people).map(drop)).unwrap();
            let (found, more) = persons(centre);
            let wanted = by_hand(&people);
            had_jury += wanted.iter().filter(|one| one.3 == SetAward::Jury).count();
            let listed: Vec<_> = found.iter().map(|one| (one.from, one.to, one.person.clone(), one.award)).collect();
            assert_eq!(listed, wanted[..listed.len()], "seed {seed}");
            assert_eq!(listed.len() as u64 + more, wanted.len() as u64, "the others who are equal are counted");
            for one in &found {
                let row = people.iter().find(|row| tramso::record::hex(&row.key.0).starts_with(&one.person)).unwrap();
                let of = &row.standing;
                assert_eq!((Some(one.score), one.seconds, one.paper), (of.score, of.seconds, of.on_paper));
                assert_eq!(one.signs.len(), of.anomalies.count_ones() as usize);
            }
            centre.ledger().write(&mut |tx| tx.remove_people(&keys)).unwrap();
        }
        assert!(had_jury > 50, "control: equal results came up");
    });
}

#[test]
fn communes_rank_by_fractions() {
    on_both(|centre| {
        let units = centre.units().unwrap();
        let mut before: Vec<(TallyKey, Counts)> = Vec::new();
        let mut had_jury = false;
        for seed in 0..8 {
            let counts = |at: usize, population: u32| {
                // A fourth, an eighth …: many are exactly equal.
                let part = i64::from(population) / (1 << (2 + dice(seed, at as u64) % 4));
                Counts {
                    valid: if dice(seed, 500 + at as u64).is_multiple_of(5) { 0 } else { part },
                    ..Counts::default()
                }
            };
            let key = |code: &str| TallyKey { scope: Scope::Unit, unit: code.to_owned(), name: String::new(), day: 0 };
            let tallies: Vec<(TallyKey, Counts)> = units
                .iter()
                .enumerate()
                .map(|(at, unit)| (key(unit.code.as_str()), counts(at, unit.population)))
                .collect();
            let back = before.iter().map(|(key, of)| (key.clone(), Counts { valid: -of.valid, ..Counts::default() }));
            let changes: Vec<_> = back.chain(tallies.iter().cloned()).collect();
            centre.ledger().write(&mut |tx| tx.add_tallies(&changes)).unwrap();
            let found = centre.prizes(&CITY, (who("lan"), Moment(NOW))).unwrap();
            let wanted = communes(&tallies, &units);
            had_jury |= wanted.iter().any(|one| one.3 == SetAward::Jury);
            let shape = |one: &CommunePlace| (one.from, one.to, one.code.clone(), one.award);
            assert_eq!(found.communes.iter().map(shape).collect::<Vec<_>>(), wanted, "seed {seed}");
            let total: i64 = tallies.iter().map(|(_, of)| of.valid).sum();
            assert_eq!(found.total.valid, total);
            assert_eq!(centre.city_totals(&CITY, Moment(NOW)).unwrap().total.valid, total, "one figure, one place");
            before = tallies;
        }
        assert!(had_jury, "control: equal rates came up");
    });
}

/// By hand: a rate is better where cross products are.
fn communes(tallies: &[(TallyKey, Counts)], units: &[tramso::domain::Unit]) -> Vec<(u64, u64, String, SetAward)> {
    let people = |code: &str| units.iter().find(|unit| unit.code.as_str() == code).unwrap().population;
    let all: Vec<(i128, i128, &str)> = tallies
        .iter()
        .filter(|(_, of)| of.valid > 0)
        .map(|(key, of)| (i128::from(of.valid), i128::from(people(&key.unit)), key.unit.as_str()))
        .collect();
    let mut found = Vec::new();
    for one in &all {
        let from = 1 + all.iter().filter(|other| other.0 * one.1 > one.0 * other.1).count() as u64;
        let to = from - 1 + all.iter().filter(|other| other.0 * one.1 == one.0 * other.1).count() as u64;
        let award = match (from <= 10, to <= 10) {
            (true, true) => SetAward::Commune,
            (true, false) => SetAward::Jury,
            (false, _) => continue,
        };
        found.push((from, to, one.2.to_owned(), award));
    }
    found.sort_by(|one, other| (one.0, &one.2).cmp(&(other.0, &other.2)));
    found
}
