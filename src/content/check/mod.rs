//! The rules for content, a file for each group: what a machine can tell of the checklist for items and lessons.

mod alike;
mod bank;
mod course;
mod items;
mod lessons;
mod phrases;
mod private;

use super::{Draft, Fault, FaultKind, draft::Written, fault::Faults};
use crate::domain::Date;

pub(super) use lessons::SENTENCE_MOST;

/// All faults of a draft against the rules; questions must outlast the day `closes`.
#[must_use]
pub fn check(draft: &Draft<'_>, closes: Date) -> Vec<Fault> {
    let mut faults = Faults::default();
    check_into(draft, closes, &mut faults);
    faults.sorted()
}

pub(super) fn check_into(draft: &Draft<'_>, closes: Date, faults: &mut Faults) {
    items::check(draft, closes, faults);
    bank::check(draft, faults);
    lessons::check(draft, faults);
    course::check(draft, faults);
}

/// Adds what is found in one text at its line.
fn add_at(file: &str, text: &Written, found: impl IntoIterator<Item = FaultKind>, faults: &mut Faults) {
    for what in found {
        faults.add(file, text.line, what);
    }
}
