//! Randomised rounds: stations whose bundles are cut, flipped, repeated, reordered, forged, cloned, dated 1970 and 2038, revoked
//! and unknown, all through the centre's door on the real embedded ledger. Beside it a second centre gets the same, whole and in
//! order: nothing lost, nothing doubled, nothing forged, and both report the same in the end.

mod compare;
mod over_http;
mod round;
mod story;

use crate::days;
use crate::durability::scale::{report, scaled, scratch};
use compare::{differences, held_exactly};
use round::{Play, Played, play};
use std::sync::{Arc, OnceLock};
use story::{Fate, Story};
use tempfile::TempDir;
use tramso::{
    centre::{Access, Centre, Keys},
    content::Pack,
    domain::{Date, Moment},
    ledger::{self, Counts, Scope, TallyKey},
    loadgen::City,
};

/// Rounds on each push, and before a release.
const ROUNDS: (usize, usize) = (150, 500);
/// Rounds over one pair of ledgers.
const A_PAIR: usize = 20;

/// A centre on a file of its own.
pub struct Ground {
    pub centre: Centre,
    _folder: TempDir,
}

impl Ground {
    pub fn new() -> Self {
        let folder = scratch();
        let keys = Keys::demo().unwrap();
        let ledger = ledger::open_sqlite(&folder.path().join("so-cai.db"), &keys.ledger_key()).unwrap();
        Self { centre: Centre::open(ledger, keys).unwrap(), _folder: folder }
    }
}

/// Noon, so that whatever arrives within hours arrives on one day.
pub fn noon() -> i64 {
    start_of(days::today()) + 12 * 3_600_000
}

fn start_of(day: Date) -> i64 {
    Moment::start_of(day).0
}

pub fn content() -> Arc<Pack> {
    static PACK: OnceLock<Arc<Pack>> = OnceLock::new();
    Arc::clone(PACK.get_or_init(|| City::content(Moment(noon())).unwrap()))
}

#[test]
fn whatever_happens_on_the_way_the_ledger_is_that_of_bundles_in_order() {
    let rounds = scaled(ROUNDS.0, ROUNDS.1);
    let mut sum = Played::default();
    for pair in 0..rounds.div_ceil(A_PAIR) {
        let (rough, plain) = (Ground::new(), Ground::new());
        for round in pair * A_PAIR..rounds.min((pair + 1) * A_PAIR) {
            let story = Story::new(round as u64);
            sum.add(&play(&rough, &story, Play::Rough));
            play(&plain, &story, Play::InOrder);
            let found =
                [held_exactly(&rough.centre, &story), differences(&rough.centre, &plain.centre, &story)].concat();
            assert!(found.is_empty(), "round {round}, {:?}: {found:#?}", story.fates());
        }
        assert_eq!(
            rough.centre.recount(&Access::City).unwrap(),
            [],
            "pair {pair}: the sums are not those of the people"
        );
    }
    sum.did_everything(rounds);
    report(&format!("rounds: {rounds}; {sum:?}"));
}

#[test]
fn control_a_bundle_that_was_lost_is_seen() {
    let (lossy, plain) = (Ground::new(), Ground::new());
    let story = Story::of(7, &[Fate::Plain; 3]);
    play(&lossy, &story.without_the_last_bundle(), Play::InOrder);
    play(&plain, &story, Play::InOrder);
    assert!(!held_exactly(&lossy.centre, &story).is_empty());
    assert!(!differences(&lossy.centre, &plain.centre, &story).is_empty());
}

#[test]
fn control_a_person_who_is_counted_twice_is_seen() {
    let (doubled, plain) = (Ground::new(), Ground::new());
    let story = Story::of(8, &[Fate::Plain; 2]);
    play(&doubled, &story, Play::InOrder);
    play(&plain, &story, Play::InOrder);
    assert_eq!(differences(&doubled.centre, &plain.centre, &story), [] as [String; 0]);
    let unit = story.city.place(0).unwrap().commune.as_str().to_owned();
    let key = TallyKey { scope: Scope::Unit, unit, name: String::new(), day: 0 };
    let once_more = [(key, Counts { registered: 1, ..Counts::default() })];
    doubled.centre.ledger().write(&mut |tx| tx.add_tallies(&once_more)).unwrap();
    assert!(!differences(&doubled.centre, &plain.centre, &story).is_empty());
    assert!(!doubled.centre.recount(&Access::City).unwrap().is_empty());
}

#[test]
fn what_the_generator_knows_of_its_people_is_what_the_centre_finds() {
    let ground = Ground::new();
    let story = Story::large(9);
    play(&ground, &story, Play::Rough);
    let mut sums = Vec::new();
    ground
        .centre
        .ledger()
        .read(&mut |tx| {
            sums = tx.tallies(Scope::Unit, None)?;
            Ok(())
        })
        .unwrap();
    let found: Vec<_> =
        sums.into_iter().map(|(key, sum)| (key.unit, [sum.registered, sum.finished, sum.valid])).collect();
    let known = story.city.sums().into_iter();
    let known: Vec<_> = known.map(|(unit, sum)| (unit, [sum.registered, sum.finished, sum.valid])).collect();
    assert_eq!(found, known);
}
