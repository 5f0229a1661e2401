//! A bundle verified, opened, read, every paper drawn again and every answer scored again, beside the bare chain that only unseals,
//! unpacks and parses into the same types. Time that the thread worked.

use super::{Amount, Figure, Goal, Stop, bare_open::bare_open, place, worked};
use std::sync::Arc;
use tramso::{
    bundle::{Anchor, BundleFault, EpochRef, examine},
    crypto::{Keyed, demo_centre::CENTRE_IDENTITY, minisig::PublicKey, parcel},
    judging::{ContestRules, FactCollector, Person, Source, Workspace, judge},
    ledger::BundleState,
    loadgen::City,
};

pub fn all(amount: Amount) -> Result<Vec<Figure>, Stop> {
    let city = place::city(11, 1)?;
    let station = city.station(0)?;
    let bundles = place::bundles(&city)?;
    let (_, written) = bundles.first().ok_or_else(|| Stop("no bundle".to_owned()))?;
    let payload = parcel::read(&written.bytes, 3)?.last().map(|member| member.bytes).unwrap_or_default();
    let rules = ContestRules::new(&city.keys.contest, city.keys.person_key().bytes()).with(Arc::clone(&city.pack));
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..amount.rounds * 3 {
        let entries = f64::from(place::ENTRIES);
        ours.push(entries / worked(|| judged(&written.bytes, (&station.of, station.key.public()), &city, &rules))?);
        bare.push(entries / worked(|| bare_open(payload))?);
    }
    Ok(vec![Figure {
        name: "verified, opened, read, drawn and scored again",
        unit: "entries/s",
        ours,
        bare: Some(("age + zstd + typed parse", bare)),
        goal: Goal::RatioAtLeast(0.6),
    }])
}

/// Everything that the centre does with a bundle before its ledger is asked.
fn judged(bytes: &[u8], (of, key): (&EpochRef, &PublicKey), city: &City, rules: &ContestRules) -> Result<usize, Stop> {
    let examined = examine(bytes, &Anchor { of, key })?;
    let mut collector = FactCollector::new(rules);
    examined.scan(&[CENTRE_IDENTITY], |_, record| {
        if let Some(record) = record {
            collector.add(&record);
        }
        Ok::<(), BundleFault>(())
    })?;
    let bundle_facts = collector.finish();
    let source = [Source {
        bundle: 0,
        station: of.station.clone(),
        epoch: of.epoch.clone(),
        digest: examined.digest,
        state: BundleState::Counted,
        signs: std::sync::Arc::default(),
        holds: tramso::judging::Holds::default(),
        lower: city.enrolled(),
        received: city.now,
        valid_from: i32::MIN,
        valid_to: i32::MAX,
        draws: vec![Keyed::new(city.keys.draw_key(of).bytes())],
    }];
    let mut desk = Workspace::default();
    let valid = bundle_facts.people.iter().filter(|(key, facts)| {
        let person = Person { key: *key, facts, related: &[] };
        judge(&person, &source, rules, &mut desk).standing.valid.is_some()
    });
    match valid.count() {
        count if count == place::ENTRIES as usize => Ok(count),
        count => Err(Stop(format!("{count} entries are valid"))),
    }
}
