use super::{
    Facts,
    facts::Fact,
    source::{Source, When},
};
use crate::{domain::PersonKey, ledger::RecordId};

/// A fact that counts for a person.
#[derive(Clone, Copy)]
pub(super) struct Counted<'f> {
    pub fact: &'f Fact,
    pub facts: &'f Facts,
    pub source: &'f Source,
    /// Under whose key it was recorded, and drawn.
    pub written: PersonKey,
    pub when: When,
}

impl Counted<'_> {
    /// The record that states the fact.
    pub fn record(&self) -> RecordId {
        RecordId { bundle: self.source.bundle, number: self.fact.number }
    }
}
