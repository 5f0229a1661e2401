use super::{LedgerError, RecordedActor, Scope};
use crate::domain::Moment;

/// Columns of a query of rows.
pub(super) const SELECT: &str = "SELECT scope, unit, written, meant, merged_ms, merged_by FROM spelling";

/// Queries about spellings of villages and agencies that mean another one.
pub trait Spellings {
    /// Keeps what a spelling means, in place of what was kept of it before.
    fn put_spelling(&mut self, row: &SpellingRow) -> Result<(), LedgerError>;
    /// Removes a spelling of this scope and unit; whether there was one.
    fn remove_spelling(&mut self, scope: Scope, unit: &str, written: &str) -> Result<bool, LedgerError>;
    /// The spellings of a unit, in order of scope and spelling. Within `write` nobody else changes them before the end.
    fn spellings(&mut self, unit: &str) -> Result<Vec<SpellingRow>, LedgerError>;
}

/// Spelling of a village or agency that means another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpellingRow {
    /// `Scope::Village` or `Scope::Agency`.
    pub scope: Scope,
    /// Unit that the place is in: five digits.
    pub unit: String,
    /// As people wrote it.
    pub written: String,
    /// The name that it means.
    pub meant: String,
    /// When it was merged.
    pub merged: Moment,
    /// Who merged it.
    pub merged_by: RecordedActor,
}
