//! A forger's workshop: ways of making up entries, each held against the signs, and honest evenings that must be left alone.
//! The thresholds are in src/judging/signs.rs; the seeds were drawn after they had been fixed: they are the id of that commit.

mod evening;
mod groups;
mod ways;

use crate::durability::scale::{report, scaled};
use evening::{Ground, Habits, honest};
use groups::{GROUP_WAYS, GroupWay, forge_groups};
use std::collections::BTreeSet;
use tramso::domain::{PersonKey, Sign, SignRule};
use ways::{WAYS, Way, forge};

/// The commit that fixed the thresholds, as numbers.
const SEEDS: [u64; 3] = [0x5c, 0x75, 0x44c];
/// Entries of each way and seed.
const EACH: u32 = 60;

/// The commit that fixed the thresholds of group lessons and papers (src/judging/evening.rs, evening_signs.rs), as numbers.
const GROUP_SEEDS: [u64; 3] = [0x6b9, 0x57e, 0x004];

/// How many of a way's entries are flagged, or do not count at all.
fn seen(ground: &Ground, way: Way, seed: u64) -> (usize, usize) {
    let forged = forge(ground, way, seed, EACH);
    let flagged = forged.flagged(ground);
    (forged.people.iter().filter(|person| flagged.contains(person)).count(), forged.people.len())
}

#[test]
fn nine_of_ten_of_each_way_are_flagged() {
    let ground = Ground::new(SEEDS[0]);
    for way in WAYS {
        let (mut found, mut all) = (0, 0);
        for seed in SEEDS {
            let (seen, of) = seen(&ground, way, seed);
            found += seen;
            all += of;
        }
        report(&format!("forged, {way:?}: {found} of {all} flagged"));
        assert!(all >= 90, "{way:?}: {all} entries are too few for a figure");
        assert!(found * 10 >= all * 9, "{way:?}: {found} of {all}");
    }
    assert!(WAYS.len() >= 10);
}

#[test]
fn nine_of_ten_of_each_way_of_making_up_groups_and_papers_are_flagged() {
    let ground = Ground::new(GROUP_SEEDS[0]);
    for way in GROUP_WAYS {
        let (mut found, mut all) = (0, 0);
        for seed in GROUP_SEEDS {
            let (seen, of) = seen_groups(&ground, way, seed);
            found += seen;
            all += of;
        }
        report(&format!("forged, {way:?}: {found} of {all} flagged"));
        assert!(all >= 90, "{way:?}: {all} entries are too few for a figure");
        assert!(found * 10 >= all * 9, "{way:?}: {found} of {all}");
    }
    assert!(GROUP_WAYS.len() >= 10);
}

fn seen_groups(ground: &Ground, way: GroupWay, seed: u64) -> (usize, usize) {
    let forged = forge_groups(ground, way, seed, EACH);
    let flagged = forged.flagged(ground);
    (forged.people.iter().filter(|person| flagged.contains(person)).count(), forged.people.len())
}

#[test]
fn honest_entries_are_left_alone() {
    let (mut entries, mut flagged) = (0, 0);
    let wanted = scaled(1_000, 10_000);
    let mut by_sign = [0_usize; Sign::ALL.len()];
    let mut round = 0;
    while entries < wanted {
        let seed = [SEEDS, GROUP_SEEDS].concat()[round % 6] + 1_000 * round as u64;
        let ground = Ground::new(seed);
        let evenings = honest(&ground, seed, 120, &Habits::all());
        let shown = evenings.signs_of_people(&ground);
        let done: BTreeSet<PersonKey> = evenings.people.iter().copied().collect();
        entries += done.len();
        for (_, bits) in shown.iter().filter(|(person, bits)| done.contains(*person) && **bits != 0) {
            flagged += 1;
            for (at, sign) in Sign::ALL.iter().enumerate() {
                by_sign[at] += usize::from(bits & sign.bit() != 0);
            }
        }
        round += 1;
    }
    let shown: Vec<(&str, usize)> =
        Sign::ALL.iter().map(|sign| sign.as_str()).zip(by_sign).filter(|(_, count)| *count > 0).collect();
    report(&format!("honest entries flagged: {flagged} of {entries} {shown:?}"));
    assert!(flagged * 1_000 <= entries * 5, "{flagged} of {entries} {shown:?}");
}

/// The control: with the rules off nothing is flagged, so the figures above are the rules' own.
#[test]
fn with_the_rules_off_nothing_is_flagged() {
    let ground = Ground::without_rules(SEEDS[0]);
    for way in WAYS.into_iter().filter(|way| *way != Way::Simulate) {
        let (found, all) = seen(&ground, way, SEEDS[0]);
        assert_eq!(found, 0, "{way:?}: {found} of {all}");
    }
    for way in GROUP_WAYS {
        let (found, all) = seen_groups(&ground, way, GROUP_SEEDS[0]);
        let wanted = if way.is_refused() { all } else { 0 };
        assert_eq!(found, wanted, "{way:?}: {found} of {all}");
    }
    let off = Sign::ALL.map(|sign| (sign, SignRule::Count));
    assert_eq!(ground.rules().published.as_ref().unwrap().rules.signs, off.into_iter().collect());
}
