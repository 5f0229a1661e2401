//! Facts as a damaged ledger may hand them over: read or refused, judged or not, but nothing falls over.

use super::stage::*;
use proptest::prelude::*;
use tramso::{
    domain::PersonKey,
    judging::{Facts, FactsFault, Person, Source, Workspace, judge},
    ledger::RecordId,
    record::{Body, hex},
};

/// Facts with everything in them that a record can bring, as they are kept.
fn kept() -> (PersonKey, Vec<u8>) {
    let mut station = Station::new(1, 1);
    station.whole(5);
    let (key, to) = (station.key(5), hex(&station.key(6).0));
    let mut told = told(5);
    told.name = "Nguyễn Văn Khác".to_owned();
    station.write(key, Body::Correction { registration: Box::new(told) });
    station.write(key, Body::Moved { to, from_event: 3, to_event: 5 });
    station.write(key, Body::Withdrawal {});
    let mut bundle_facts = station.bundle_facts(1..=station.records.len());
    let at = bundle_facts.people.binary_search_by_key(&key, |(key, _)| *key).unwrap();
    let mut facts = bundle_facts.people.swap_remove(at).1;
    facts.name_bundle(0, 1);
    facts.reject(&[(RecordId { bundle: 1, number: 3 }, tramso::judging::Reason::Paper)]);
    facts.choose(Some(RecordId { bundle: 1, number: 2 }));
    (key, facts.write())
}

/// Everything that the centre does with facts that it has read.
fn use_them(key: PersonKey, facts: &Facts) {
    let sources: Vec<Source> =
        (1..=2).map(|id| source(&bundle_row(id, id as u8, 1, 1, opens() + 40 * DAY), &[])).collect();
    let related: Vec<(PersonKey, Facts)> = facts.related().into_iter().map(|key| (key, facts.clone())).collect();
    let judged = judge(&Person { key, facts, related: &related }, &sources, rules(), &mut Workspace::default());
    let again = judge(&Person { key, facts, related: &related }, &sources, rules(), &mut Workspace::default());
    assert_eq!(judged, again);
    let _ = (facts.rejected().count(), facts.is_forgotten());
    assert!(facts.records().filter_map(|record| facts.declaration(record)).count() <= facts.records().count());
    let mut own = Facts::read(&kept().1).unwrap();
    own.add(facts);
    own.add(facts);
    let mut other = facts.clone();
    other.name_bundle(0, 2);
    other.reject(&judged.rejected);
    other.add(&own);
    assert_eq!(Facts::read(&other.write()), Ok(other), "what is taken can be written");
}

#[test]
fn facts_are_what_was_written_and_nothing_beside() {
    let (key, bytes) = kept();
    let facts = Facts::read(&bytes).unwrap();
    assert_eq!(facts.write(), bytes);
    use_them(key, &facts);
    assert_eq!(Facts::read(&[&bytes[..], &[0]].concat()), Err(FactsFault::Damaged));
    assert_eq!(Facts::read(&[]), Err(FactsFault::Damaged));
    assert_eq!(Facts::read(&[&[bytes[0] + 3], &bytes[1..]].concat()), Err(FactsFault::Newer));
    for cut in 1..bytes.len() {
        assert_eq!(Facts::read(&bytes[..cut]), Err(FactsFault::Damaged), "{cut} bytes");
    }
    // A list with a stated length above all memory.
    let long = [&bytes[..1], &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]].concat();
    assert_eq!(Facts::read(&long), Err(FactsFault::Damaged));
}

proptest! {
    #[test]
    fn whatever_the_bytes_are(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
        let (key, mut bytes) = kept();
        for (at, to) in &changes {
            let at = 1 + at.index(bytes.len() - 1);
            bytes[at] = *to;
        }
        if let Ok(facts) = Facts::read(&bytes) {
            use_them(key, &facts);
        }
    }

    #[test]
    fn or_are_not_at_all(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(facts) = Facts::read(&[&[1], &bytes[..]].concat()) {
            use_them(key(5), &facts);
        }
    }
}
