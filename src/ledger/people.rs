use super::{LedgerError, Standing, columns::Columns};
use crate::domain::PersonKey;
use std::sync::LazyLock;

/// Columns in the order of the rows.
pub(super) const COLUMNS: Columns<21> = Columns([
    "key",
    "unit",
    "village",
    "work_unit",
    "work",
    "registered",
    "finished",
    "valid",
    "topics",
    "attempts",
    "score",
    "seconds",
    "one_touch",
    "app",
    "withdrawn",
    "stations",
    "waits",
    "signals",
    "facts",
    "on_paper",
    "ranked",
]);
/// Query of all rows; an engine adds its condition and order.
pub(super) static SELECT: LazyLock<String> = LazyLock::new(|| format!("SELECT {} FROM person", COLUMNS.list()));

/// Queries about people.
pub trait People {
    /// Adds the people who are not kept yet. Returns the keys of those who are, in order; they are not changed.
    fn add_people(&mut self, rows: &[PersonRow]) -> Result<Vec<PersonKey>, LedgerError>;
    /// The people with these keys, in order of keys. Within `write` nobody else changes them before the end.
    fn people(&mut self, keys: &[PersonKey]) -> Result<Vec<PersonRow>, LedgerError>;
    /// Replaces people who are kept already; others are left out.
    fn set_people(&mut self, rows: &[PersonRow]) -> Result<(), LedgerError>;
    /// At most `most` keys above `after`, in order, of people whose standing has one of these `bits` among its waits.
    fn people_who_wait(
        &mut self,
        bits: u32,
        after: Option<PersonKey>,
        most: u32,
    ) -> Result<Vec<PersonKey>, LedgerError>;
    /// At most `most` people with keys above `after`, in order of keys: one page of a recount.
    fn everybody(&mut self, after: Option<PersonKey>, most: u32) -> Result<Vec<PersonRow>, LedgerError>;
}

/// Person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// Key: the keyed hash of the ID number.
    pub key: PersonKey,
    /// What is looked up and counted; it follows from the facts.
    pub standing: Standing,
    /// All that is known of the person, as `Facts::write` encodes it. An engine that does not encrypt everything encrypts this.
    pub facts: Vec<u8>,
}
