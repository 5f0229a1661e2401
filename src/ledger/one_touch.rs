use super::{LedgerError, RecordedActor};
use crate::domain::{Moment, PersonKey};

/// Columns of a query of imports.
pub(super) const SELECT: &str = "SELECT id, digest, kept_ms, kept_by, added FROM one_touch_import";
/// Columns of a query of their people.
pub(super) const SELECT_PEOPLE: &str = "SELECT import, person, alias, day FROM one_touch_person";

/// Query of what was decided about people who may be one.
pub(super) const SELECT_MATCHES: &str =
    "SELECT listed, resident, same, decided_ms, decided_by FROM one_touch_match ORDER BY listed, resident";

/// Queries about lists of people who took part on One Touch. Nothing in them names anybody but by a key.
pub trait OneTouch {
    /// Adds an import with its people.
    fn add_one_touch(&mut self, row: &OneTouchImportRow, people: &[OneTouchPersonRow]) -> Result<(), LedgerError>;
    /// All imports, the newest first.
    fn one_touch_imports(&mut self) -> Result<Vec<OneTouchImportRow>, LedgerError>;
    /// The people of an import, in order of their keys.
    fn one_touch_people(&mut self, import: &str) -> Result<Vec<OneTouchPersonRow>, LedgerError>;
    /// The lines of these people in all imports, in order of keys and imports.
    fn one_touch_of(&mut self, people: &[PersonKey]) -> Result<Vec<OneTouchPersonRow>, LedgerError>;
    /// Which of these values are of lines under a person of the same value: nobody was found for them.
    fn unfound_aliases(&mut self, aliases: &[PersonKey]) -> Result<Vec<PersonKey>, LedgerError>;
    /// Whether there is a line without a number for which nobody was found.
    fn has_unfound_aliases(&mut self) -> Result<bool, LedgerError>;
    /// Gives the lines of one person to another, who has none.
    fn move_one_touch(&mut self, from: &PersonKey, to: &PersonKey) -> Result<(), LedgerError>;
    /// Gives the lines that name somebody by a number to another person, who has none.
    fn move_numbered_one_touch(&mut self, from: &PersonKey, to: &PersonKey) -> Result<(), LedgerError>;
    /// All that was decided about who is whom, in order of keys.
    fn one_touch_matches(&mut self) -> Result<Vec<OneTouchMatchRow>, LedgerError>;
    /// Keeps what was decided about two people of whom nothing was decided.
    fn put_one_touch_match(&mut self, row: &OneTouchMatchRow) -> Result<(), LedgerError>;
    /// Removes what was decided about two people.
    fn remove_one_touch_match(&mut self, listed: &PersonKey, resident: &PersonKey) -> Result<(), LedgerError>;
    /// Removes the lines of these people.
    fn remove_one_touch_people(&mut self, people: &[PersonKey]) -> Result<(), LedgerError>;
    /// Removes an import with its lines; whether there was one.
    fn remove_one_touch(&mut self, import: &str) -> Result<bool, LedgerError>;
    /// Keeps the values of people who were erased; those that are kept already stay.
    fn add_gone(&mut self, aliases: &[PersonKey]) -> Result<(), LedgerError>;
    /// Which of these values are of people who were erased.
    fn gone_among(&mut self, aliases: &[PersonKey]) -> Result<Vec<PersonKey>, LedgerError>;
}

/// List of people that was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneTouchImportRow {
    /// Random: 32 hex digits.
    pub id: String,
    /// SHA-256 of the file.
    pub digest: [u8; 32],
    /// When it was kept.
    pub kept: Moment,
    /// By whom.
    pub kept_by: RecordedActor,
    /// How many people it has.
    pub added: u32,
}

/// Person of such a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneTouchPersonRow {
    /// Id of the import.
    pub import: String,
    /// Who it is.
    pub person: PersonKey,
    /// Keyed value of unit, name and birth, where the list has no number.
    pub alias: Option<PersonKey>,
    /// Day on which they took part, in days since 1970-01-01 in Vietnam.
    pub day: i32,
}

/// What an office decided about somebody of a list and somebody who is registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneTouchMatchRow {
    /// Key by the number of a list.
    pub listed: PersonKey,
    /// Key of who is registered without a number.
    pub resident: PersonKey,
    /// Whether they are one person.
    pub is_same: bool,
    /// When it was decided.
    pub decided: Moment,
    /// By whom.
    pub decided_by: RecordedActor,
}
