use super::{LedgerError, Standing, columns::Columns};
use crate::domain::{PersonKey, UnitCode};
use std::sync::LazyLock;

/// Columns in the order of the rows.
pub(super) const COLUMNS: Columns<28> = Columns([
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
    "in_group",
    "story",
    "listed",
    "card",
    "name_key",
    "phone_key",
    "answers",
]);
/// Query of all rows; an engine adds its condition and order.
pub(super) static SELECT: LazyLock<String> = LazyLock::new(|| format!("SELECT {} FROM person", COLUMNS.list()));

/// Query of all rows without facts and answers.
pub(super) static SELECT_RESIDENTS: LazyLock<String> = LazyLock::new(|| {
    let columns: Vec<&str> = COLUMNS.0.into_iter().filter(|name| !matches!(*name, "facts" | "answers")).collect();
    format!("SELECT {} FROM person", columns.join(", "))
});

/// Queries about people.
pub trait People {
    /// Adds the people who are not kept yet. Returns the keys of those who are, in order; they are not changed.
    fn add_people(&mut self, rows: &[PersonRow]) -> Result<Vec<PersonKey>, LedgerError>;
    /// The people with these keys, in order of keys. Within `write` nobody else changes them before the end.
    fn people(&mut self, keys: &[PersonKey]) -> Result<Vec<PersonRow>, LedgerError>;
    /// Removes the people with these keys.
    fn remove_people(&mut self, keys: &[PersonKey]) -> Result<(), LedgerError>;
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
    /// What is kept of the answers of everybody with a test that counts, in no order; empty where nothing is. One moment of the ledger
    /// within `read`.
    fn each_answers(&mut self, each: &mut dyn FnMut(&[u8]) -> Result<(), LedgerError>) -> Result<(), LedgerError>;
    /// Everybody who lives in a unit, in no order: one after another, so that thousands need no memory. One moment of the ledger within
    /// `read`.
    fn each_resident(
        &mut self,
        unit: &UnitCode,
        each: &mut dyn FnMut(ResidentRow) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError>;
    /// The people of a list, in order of keys.
    fn residents(&mut self, list: &Residents<'_>) -> Result<Vec<ResidentRow>, LedgerError>;
}

/// List of people.
#[derive(Clone, Debug)]
pub enum Residents<'q> {
    /// This person.
    Key(PersonKey),
    /// Who lives in this unit and has one of these values as the index of their name.
    Named {
        /// Unit of residence.
        unit: &'q str,
        /// Values.
        values: &'q [i32],
    },
    /// Who has this value as the index of their telephone.
    Phone(i64),
    /// Who lives in this unit.
    Unit(&'q str),
    /// Who declared a workplace in this unit and lives in another one.
    WorksOnly(&'q str),
    /// Who lives in this unit, is registered and has no valid entry.
    Unfinished(&'q str),
}

/// Person as lists show them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResidentRow {
    /// Key: the keyed hash of the ID number.
    pub key: PersonKey,
    /// What is looked up and counted.
    pub standing: Standing,
    /// As `PersonRow::card`.
    pub card: Vec<u8>,
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
    /// What lists show, as `Card::write` encodes it; empty where there is none. Encrypted likewise.
    pub card: Vec<u8>,
    /// What the person is found by.
    pub index: PersonIndex,
    /// How the first of their tests that counts was answered, as `Answered::write` encodes it; empty where there is none. Encrypted
    /// likewise.
    pub answers: Vec<u8>,
}

/// Keyed values that a person is found by; none of them is worth anything without its key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PersonIndex {
    /// Of the name, within the unit of residence: shared by many names.
    pub name: Option<i32>,
    /// Of the telephone.
    pub phone: Option<i64>,
}
