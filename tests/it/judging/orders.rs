//! A person's standing follows from the set of facts: in whatever order, however often, however divided it came.

use super::stage::*;
use crate::durability::scale::{report, scaled};
use std::collections::BTreeMap;
use tramso::{
    domain::{Moment, PersonKey},
    judging::{BundleFacts, Facts, Judged, Person, Source, Workspace, judge},
    ledger::{BundleRow, BundleState, RecordId},
    record::{Body, HowLearnt, hex},
};

/// A bundle on its way: its row and what is in it.
struct Parcel {
    row: BundleRow,
    bundle_facts: BundleFacts,
}

/// Three stations where the same people turn up, each with its records in bundles.
fn history(seed: u64) -> Vec<Parcel> {
    let mut parcels = Vec::new();
    for number in 1..=3_u8 {
        let mut station = Station::new(number, 1);
        for person in 0..4_u64 {
            act(&mut station, person, seed * 100 + u64::from(number) * 10 + person);
        }
        let cuts = 3 + dice(seed, 50 + u64::from(number)) % 3;
        let len = station.records.len();
        for seq in 1..=cuts {
            let (first, last) = ((seq - 1) * len / cuts + 1, seq * len / cuts);
            let mut row = bundle_row(0, number, 1, seq as u32, opens() + 30 * DAY);
            // A bundle's number is the ledger's: it follows the order of arrival.
            row.floor = Moment(station.records[last - 1].at.wall_ms - 3 * MINUTE);
            row.state = match dice(seed * 31 + seq as u64, u64::from(number)) % 8 {
                0 => BundleState::Fork,
                1 => BundleState::Excluded,
                _ => BundleState::Counted,
            };
            parcels.push(Parcel { row, bundle_facts: station.bundle_facts(first..=last) });
        }
    }
    parcels
}

fn act(station: &mut Station, person: u64, chance: u64) {
    station.suspect = dice(chance, 1).is_multiple_of(6);
    if dice(chance, 2).is_multiple_of(7) {
        station.now -= 400 * DAY; // a battery that was empty
    }
    station.register(person);
    if dice(chance, 3).is_multiple_of(4) {
        let mut told = told(person);
        told.name = "Nguyễn Văn Khác".to_owned();
        let key = station.key(person);
        station.write(key, Body::Correction { registration: Box::new(told) });
    }
    let how = if dice(chance, 4).is_multiple_of(5) { HowLearnt::OtherStation } else { HowLearnt::Alone };
    station.learn(person, (1..=4).filter(|topic| !dice(chance, 20 + u64::from(*topic)).is_multiple_of(5)), how);
    for attempt in 1..=(dice(chance, 5) % 4) as u8 {
        station.test(person, attempt, 40 + dice(chance, 6) % 50);
    }
    if !dice(chance, 7).is_multiple_of(3) {
        station.share(person);
    }
    let key = station.key(person);
    if dice(chance, 8).is_multiple_of(9) {
        station.write(key, Body::Withdrawal {});
    }
    if dice(chance, 9).is_multiple_of(5) {
        let last = station.records.len() as u64;
        let to = hex(&station.key((person + 1) % 4).0);
        station.write(key, Body::Moved { to, from_event: last.saturating_sub(6).max(1), to_event: last });
    }
}

/// What the centre makes of parcels in this order; some may come twice, and each has the next number of the ledger.
fn delivered(parcels: &[Parcel], order: &[usize]) -> BTreeMap<PersonKey, Judged> {
    let mut people: BTreeMap<PersonKey, Facts> = BTreeMap::new();
    let mut rows: Vec<BundleRow> = Vec::new();
    let mut names: BTreeMap<i64, (String, u32)> = BTreeMap::new();
    for at in order {
        let Parcel { row, bundle_facts } = &parcels[*at];
        let known =
            rows.iter().find(|known| (&known.station, known.seq) == (&row.station, row.seq)).map(|known| known.id);
        let id = known.unwrap_or(rows.len() as i64 + 1);
        if known.is_none() {
            rows.push(BundleRow { id, ..row.clone() });
            names.insert(id, (row.station.to_string(), row.seq));
        }
        for (key, facts) in &bundle_facts.people {
            let mut facts = facts.clone();
            facts.name_bundle(0, id);
            let held = people.entry(*key).or_default();
            held.add(&facts);
            // What is kept is what was written.
            *held = Facts::read(&held.write()).unwrap();
        }
    }
    let sources: Vec<Source> = rows
        .iter()
        .map(|row| {
            let epoch: Vec<BundleRow> = rows.iter().filter(|one| one.station == row.station).cloned().collect();
            source(row, &epoch)
        })
        .collect();
    let mut desk = Workspace::default();
    let judged = people.iter().map(|(key, facts)| {
        let related: Vec<(PersonKey, Facts)> =
            people.iter().filter(|(other, _)| *other != key).map(|(key, facts)| (*key, facts.clone())).collect();
        let mut one = judge(&Person { key: *key, facts, related: &related }, &sources, rules(), &mut desk);
        // The ledger's numbers differ with the order: what they stand for does not.
        let mut rejected: Vec<_> = one
            .rejected
            .iter()
            .map(|(record, reason)| (names[&record.bundle].clone(), record.number, *reason))
            .collect();
        rejected.sort();
        let place =
            |(station, seq): &(String, u32)| i64::from_str_radix(&station[28..], 16).unwrap() * 1000 + i64::from(*seq);
        one.rejected = rejected
            .iter()
            .map(|(name, number, reason)| (RecordId { bundle: place(name), number: *number }, *reason))
            .collect();
        one.contradicting = one
            .contradicting
            .iter()
            .map(|record| RecordId { bundle: place(&names[&record.bundle]), ..*record })
            .collect();
        (*key, one)
    });
    judged.collect()
}

fn shuffled(len: usize, chance: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by_key(|at| dice(chance, 1000 + *at as u64));
    let again = dice(chance, 77) % len;
    order.insert(dice(chance, 78) % len, again);
    order
}

#[test]
fn ten_thousand_orders_end_as_the_one_in_order_does() {
    let histories = 50;
    let orders = scaled(1_000, 10_000) / histories;
    let mut standings = std::collections::BTreeSet::new();
    for seed in 0..histories as u64 {
        let parcels = history(seed);
        let order: Vec<usize> = (0..parcels.len()).collect();
        let wanted = delivered(&parcels, &order);
        standings.extend(wanted.values().map(|one| format!("{:?}", one.standing)));
        for nth in 0..orders as u64 {
            let found = delivered(&parcels, &shuffled(parcels.len(), seed * 10_000 + nth));
            assert_eq!(found, wanted, "history {seed}, order {nth}");
        }
    }
    assert!(standings.len() > 60, "the histories must differ: {}", standings.len());
    report(&format!("{histories} histories x {orders} orders: all as in order"));
}

/// The control: without its last bundle a history ends otherwise.
#[test]
fn a_lost_bundle_shows() {
    let parcels = history(3);
    let order: Vec<usize> = (0..parcels.len()).collect();
    let lost = (0..parcels.len()).filter(|at| {
        let without: Vec<usize> = order.iter().copied().filter(|one| one != at).collect();
        delivered(&parcels, &without) != delivered(&parcels, &order)
    });
    assert!(lost.count() > parcels.len() / 2);
}
