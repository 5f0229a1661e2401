//! What goes from facts when a person asked for erasure (docs/decisions/047-the-end-of-personal-data.md): at the centre everything,
//! at a station what that station brought.

use super::{
    Facts,
    facts::{Fact, What},
    reassignments::{Reassignments, source},
    source::Source,
};
use crate::{domain::PersonKey, ledger::BundleState};

/// Somebody's request, as a station reports that it has followed it: all that it recorded of them before.
struct Report<'s> {
    person: PersonKey,
    source: &'s Source,
    number: u64,
}

impl Report<'_> {
    /// Whether the record was there when the station erased.
    fn covers(&self, of: &Source, number: u64) -> bool {
        if self.source.station != of.station {
            return false;
        }
        if self.source.epoch == of.epoch {
            return number < self.number;
        }
        of.received < self.source.received
    }
}

/// Removes from the facts of people, who are all that are related to each other by moves, what belongs to those who asked for erasure.
/// Of those who are forgotten nothing stays but moves, which name nobody but by keys and are needed to know what is whose. Of what a
/// station reports to have erased on request consents, withdrawals and such reports stay, and that a test was used. `sources` as for
/// `judge`. A second time nothing changes. Returns whether something was removed.
pub fn erase_requested(people: &mut [(PersonKey, &mut Facts)], sources: &[Source]) -> bool {
    let forgotten: Vec<PersonKey> =
        people.iter().filter(|(_, facts)| facts.is_forgotten()).map(|(key, _)| *key).collect();
    let is_reported = |facts: &Facts| facts.reports_erasure();
    if forgotten.is_empty() && !people.iter().any(|(_, facts)| is_reported(facts)) {
        return false;
    }
    let before: Vec<(PersonKey, Facts)> = people.iter().map(|(key, facts)| (*key, (**facts).clone())).collect();
    let moves = Reassignments::new(before.iter().map(|(key, facts)| (*key, facts)), sources);
    let owner = |written: PersonKey, facts: &Facts, fact: &Fact| {
        source(facts, fact, sources).map_or(written, |source| moves.owner(written, source, fact.number))
    };
    let reports: Vec<Report<'_>> = reports(&before, sources);
    let mut removed = false;
    for (written, facts) in people.iter_mut() {
        let Some((_, from)) = before.iter().find(|(key, _)| key == written) else { continue };
        let mut left = Vec::with_capacity(from.list.len());
        for fact in &from.list {
            let owner = owner(*written, from, fact);
            let kept = if forgotten.contains(&owner) {
                matches!(fact.what, What::Away { .. } | What::Here { .. }).then(|| fact.clone())
            } else if reports.iter().any(|one| {
                one.person == owner && source(from, fact, sources).is_some_and(|source| one.covers(source, fact.number))
            }) {
                rest(fact)
            } else {
                Some(fact.clone())
            };
            left.extend(kept);
        }
        if left != from.list {
            removed = true;
            facts.list = left;
            facts.forget_chosen();
        }
        if forgotten.contains(written) {
            facts.clear_signs();
        }
    }
    removed
}

fn reports<'s>(people: &[(PersonKey, Facts)], sources: &'s [Source]) -> Vec<Report<'s>> {
    let mut reports = Vec::new();
    for (person, facts) in people {
        for fact in facts.list.iter().filter(|fact| fact.what == What::ErasedOnRequest) {
            let counts = |source: &&Source| source.state.counts() || source.state == BundleState::Late;
            let Some(source) = source(facts, fact, sources).filter(counts) else { continue };
            reports.push(Report { person: *person, source, number: fact.number });
        }
    }
    reports
}

/// What stays of a fact at the request of its person.
fn rest(fact: &Fact) -> Option<Fact> {
    match &fact.what {
        What::Consent
        | What::Withdrawal
        | What::Away { .. }
        | What::Here { .. }
        | What::Erased
        | What::ErasedOnRequest
        | What::Spent { .. } => Some(fact.clone()),
        What::Handed { attempt, .. } | What::Paper { attempt, .. } => {
            Some(Fact { what: What::Spent { attempt: *attempt }, ..fact.clone() })
        }
        What::Declared(_)
        | What::Topic { .. }
        | What::Opened { .. }
        | What::Message
        | What::Certificate
        | What::App(_)
        | What::Registered(..)
        | What::Story(_)
        | What::Slip(_) => None,
    }
}

impl What {
    /// Whether programs from before erasure reached facts cannot read it.
    pub(super) fn is_of_erasure(&self) -> bool {
        matches!(self, What::ErasedOnRequest | What::Spent { .. })
    }
}

impl Facts {
    /// Whether a station reports that it erased what it had of the person, because the person asked.
    #[must_use]
    pub fn reports_erasure(&self) -> bool {
        self.list.iter().any(|fact| fact.what == What::ErasedOnRequest)
    }

    /// A choice among declarations of which some are gone is none.
    fn forget_chosen(&mut self) {
        let is_there = self.chosen.is_some_and(|record| self.declaration(record).is_some());
        self.chosen = self.chosen.filter(|_| is_there);
        let used: Vec<_> = self
            .list
            .iter()
            .filter_map(|fact| match fact.what {
                What::Topic { pack, .. } | What::Opened { pack, .. } | What::Paper { pack, .. } => {
                    self.packs.get(usize::from(pack)).copied()
                }
                _ => None, // else: nothing else names a pack
            })
            .collect();
        if used.is_empty() {
            self.packs.clear();
        }
    }

    fn clear_signs(&mut self) {
        self.anomalies.clear();
        self.rejected.clear();
    }
}
