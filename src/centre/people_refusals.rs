//! Refusals about lists of One Touch and about stories, ready to be worded.

use super::{NotAllowed, explain, one_touch::OneTouchRefusal, stories::StoryRefusal};
use crate::{
    notices::Failure,
    text::{codes, short_date},
};

/// Why a list of One Touch was not read, kept or taken back. The faults of a file are listed where it was handed in
/// (`one_touch::faults`).
#[must_use]
pub fn one_touch(refusal: &OneTouchRefusal) -> Failure {
    match refusal {
        OneTouchRefusal::NotAllowed(NotAllowed) => explain::not_allowed(),
        OneTouchRefusal::Faults(faults) => {
            Failure::new(codes::one_touch::FAULTS, [("count", faults.len().to_string())])
        }
        OneTouchRefusal::Stale => Failure::new(codes::one_touch::STALE, []),
        OneTouchRefusal::Unknown => Failure::new(codes::one_touch::UNKNOWN, []),
        OneTouchRefusal::TermOver { at } => Failure::new(codes::term::IS_OVER, [("date", short_date(at.date()))]),
        OneTouchRefusal::Ledger(fault) => explain::ledger(fault),
    }
}

/// Why nothing was decided about a message.
#[must_use]
pub fn story(refusal: &StoryRefusal) -> Failure {
    match refusal {
        StoryRefusal::NotAllowed(NotAllowed) => explain::not_allowed(),
        StoryRefusal::Unknown => Failure::new(codes::story::UNKNOWN, []),
        StoryRefusal::Stale => Failure::new(codes::story::STALE, []),
        StoryRefusal::Decided => Failure::new(codes::story::DECIDED, []),
        StoryRefusal::Open => Failure::new(codes::story::NOT_DECIDED, []),
        StoryRefusal::Forbidden => Failure::new(codes::story::FORBIDDEN, []),
        StoryRefusal::Ledger(fault) => explain::ledger(fault),
    }
}
