//! Two ledgers held against each other, and a ledger against what was sent to it.

use super::story::{Fate, Story};
use std::collections::BTreeMap;
use tramso::domain::{EpochId, StationId};
use tramso::{
    bundle::receipt::{Receipt, open},
    centre::Centre,
    domain::{Moment, PersonKey},
    ledger::{BundleState, Counts, Scope, Standing, TallyKey},
};

/// What of the story's honest bundles is not held byte for byte, once, or is held though nobody sent it.
pub fn held_exactly(centre: &Centre, story: &Story) -> Vec<String> {
    let mut found = Vec::new();
    for station in &story.stations {
        let mut held: Vec<(u32, [u8; 32], Vec<u8>)> = Vec::new();
        let (id, epoch) = (&station.of.station, &station.of.epoch);
        centre
            .ledger()
            .read(&mut |tx| {
                held.clear();
                for row in tx.bundles(id, epoch)? {
                    held.push((row.seq, row.digest, tx.bundle_bytes(row.id)?.unwrap_or_default()));
                }
                Ok(())
            })
            .unwrap();
        let mut sent: Vec<(u32, [u8; 32], Vec<u8>)> = match station.fate {
            Fate::Unknown => Vec::new(),
            _ => station.bundles.iter().map(|one| (one.manifest.seq, one.digest, one.bytes.clone())).collect(),
        };
        sent.sort();
        held.sort();
        for lost in sent.iter().filter(|one| !held.contains(one)) {
            found.push(format!("lost: {id} {}", lost.0));
        }
        for more in held.iter().filter(|one| !sent.contains(one)) {
            found.push(format!("held though not sent: {id} {}", more.0));
        }
        if held.len() > sent.len() {
            found.push(format!("doubled: {id}"));
        }
    }
    found
}

/// In what two centres differ for the story's stations and people, and in any sum.
pub fn differences(one: &Centre, other: &Centre, story: &Story) -> Vec<String> {
    let people = story.people();
    let mut found = Vec::new();
    let (standings, others) = (standings(one, &people), standings(other, &people));
    for key in people {
        let both = (standings.get(&key), others.get(&key));
        if both.0 != both.1 {
            found.push(format!("a person: {both:#?}"));
        }
    }
    for scope in [Scope::Unit, Scope::Village, Scope::Agency, Scope::Day] {
        let both = (sums(one, scope), sums(other, scope));
        if both.0 != both.1 {
            found.push(format!("sums of {scope:?}: {both:?}"));
        }
    }
    for station in &story.stations {
        let states = [one, other].map(|centre| states(centre, &station.of.station, &station.of.epoch));
        if states[0] != states[1] {
            found.push(format!("bundles of {:?}: {states:?}", station.fate));
        }
        let receipts = [one, other].map(|centre| receipt(centre, story, station));
        if receipts[0] != receipts[1] {
            found.push(format!("receipt of {:?}: {receipts:?}", station.fate));
        }
    }
    found
}

fn standings(centre: &Centre, keys: &[PersonKey]) -> BTreeMap<PersonKey, Standing> {
    let mut found = BTreeMap::new();
    centre
        .ledger()
        .read(&mut |tx| {
            found = tx.people(keys)?.into_iter().map(|row| (row.key, row.standing)).collect();
            Ok(())
        })
        .unwrap();
    found
}

fn sums(centre: &Centre, scope: Scope) -> Vec<(TallyKey, Counts)> {
    let mut found = Vec::new();
    centre
        .ledger()
        .read(&mut |tx| {
            found = tx.tallies(scope, None)?;
            Ok(())
        })
        .unwrap();
    found
}

fn states(centre: &Centre, id: &StationId, epoch: &EpochId) -> Vec<(u32, [u8; 32], BundleState)> {
    let mut found = Vec::new();
    centre
        .ledger()
        .read(&mut |tx| {
            found = tx.bundles(id, epoch)?.into_iter().map(|row| (row.seq, row.digest, row.state)).collect();
            Ok(())
        })
        .unwrap();
    found.sort();
    found
}

/// The newest receipt without its number and time, which differ from run to run.
fn receipt(centre: &Centre, story: &Story, station: &super::story::StationFiles) -> Option<Receipt> {
    let (id, epoch) = (&station.of.station, &station.of.epoch);
    let bytes = centre.newest_receipt(id, epoch, story.city.now.plus_ms(10_000_000)).unwrap().map(|file| file.bytes)?;
    let keys = [story.city.keys.receipt.public().clone()];
    let receipt = open(&bytes, &keys, std::slice::from_ref(&station.of)).unwrap();
    Some(Receipt { number: 0, time: Moment(0), revoked: Vec::new(), ..receipt })
}
