//! "Không phải tôi": what was recorded under one person belongs to another, from a number to a number of one station's epoch. The
//! facts stay where they were written; who they belong to is worked out each time.

use super::{
    Facts,
    facts::{Fact, What},
    source::Source,
};
use crate::domain::PersonKey;

/// The moves of some people, in the order of each epoch.
#[derive(Default)]
pub(super) struct Reassignments<'f> {
    list: Vec<Reassignment<'f>>,
}

struct Reassignment<'f> {
    source: &'f Source,
    number: u64,
    from: PersonKey,
    to: PersonKey,
    first: u64,
    last: u64,
}

impl<'f> Reassignments<'f> {
    /// Those that count. The number of a move bounds what it moves: nothing that came later.
    pub fn new(all: impl Iterator<Item = (PersonKey, &'f Facts)>, sources: &'f [Source]) -> Self {
        let mut list = Vec::new();
        for (from, facts) in all {
            for fact in &facts.list {
                let What::Away { to, first, last } = fact.what else { continue };
                let Some(source) = source(facts, fact, sources)
                    .filter(|source| source.state.counts() && source.signs.shifts.is_open(fact.number))
                else {
                    continue;
                };
                let upto = fact.number.saturating_sub(1);
                // As at the station: a last number that names nothing before the move reaches up to it.
                let last = if (1..=upto).contains(&last) { last } else { upto };
                list.push(Reassignment { source, number: fact.number, from, to: PersonKey(to.0), first, last });
            }
        }
        list.sort_by_key(|one| one.number);
        Self { list }
    }

    /// To whom a record belongs that was written under this person.
    pub fn owner(&self, written: PersonKey, source: &Source, number: u64) -> PersonKey {
        self.list.iter().fold(written, |owner, one| {
            let is_meant = one.from == owner
                && one.source.station == source.station
                && one.source.epoch == source.epoch
                && (one.first..=one.last).contains(&number);
            if is_meant { one.to } else { owner }
        })
    }
}

/// The bundle of a fact.
pub(super) fn source<'s>(facts: &Facts, fact: &Fact, sources: &'s [Source]) -> Option<&'s Source> {
    by_id(sources, *facts.bundles.get(usize::from(fact.bundle))?)
}

/// The source of a bundle among those in order of their ids.
pub(super) fn by_id(sources: &[Source], id: i64) -> Option<&Source> {
    if let [only] = sources {
        return (only.bundle == id).then_some(only);
    }
    sources.binary_search_by_key(&id, |source| source.bundle).ok().and_then(|at| sources.get(at))
}
