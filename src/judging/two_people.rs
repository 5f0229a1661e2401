//! Two people under one number, one of whom has the other's by mistake.

use super::{Facts, counted::Counted, declarations::Declarations};
use crate::{domain::StationId, ledger::RecordId};
use std::collections::BTreeSet;

/// In the place of a chosen declaration: no record has these numbers.
const TWO_PEOPLE: RecordId = RecordId { bundle: 0, number: 0 };

impl Facts {
    /// What was declared is about two people. Undone by choosing, also by choosing none.
    pub fn part(&mut self) {
        self.chosen = Some(TWO_PEOPLE);
    }

    /// Whether somebody has found that it is about two people.
    fn is_about_two(&self) -> bool {
        self.chosen == Some(TWO_PEOPLE)
    }
}

/// Leaves out what stations recorded that know somebody else under the number than the first one does, where it is about two people: it is
/// that other person's, and counts for nobody until the number is put right there. Returns the declarations that contradict each
/// other.
pub(super) fn keep_the_first(counted: &mut Vec<Counted<'_>>, facts: &Facts) -> Vec<RecordId> {
    if !facts.is_about_two() {
        return Vec::new();
    }
    let all = Declarations::new(counted, facts, &mut Vec::new());
    let others: BTreeSet<&StationId> = all.others().collect();
    counted.retain(|one| !others.contains(&one.source.station));
    if others.is_empty() { Vec::new() } else { all.records() }
}
