use super::{LedgerError, RecordedActor};
use crate::domain::Moment;

/// Columns of a query of rosters.
pub(super) const SELECT: &str = "SELECT id, unit, last_day, head, kept_ms, kept_by FROM roster";
/// Columns of a query of their people.
pub(super) const SELECT_PEOPLE: &str = "SELECT roster, line, card, found FROM roster_person";

/// Queries about rosters of agencies and organisations. All that names somebody is sealed by who keeps it.
pub trait Rosters {
    /// Adds a roster with its people.
    fn add_roster(&mut self, row: &RosterRow, people: &[RosterPersonRow]) -> Result<(), LedgerError>;
    /// The rosters of a unit, the newest first.
    fn rosters(&mut self, unit: &str) -> Result<Vec<RosterRow>, LedgerError>;
    /// The roster of this id. Within `write` nobody else removes it before the end.
    fn roster(&mut self, id: &str) -> Result<Option<RosterRow>, LedgerError>;
    /// The people of a roster, in order of their lines.
    fn roster_people(&mut self, id: &str) -> Result<Vec<RosterPersonRow>, LedgerError>;
    /// Replaces what was found for a line; none for nothing.
    fn set_found(&mut self, id: &str, line: u32, found: Option<&[u8]>) -> Result<(), LedgerError>;
    /// Removes a roster with its people; whether there was one.
    fn remove_roster(&mut self, id: &str) -> Result<bool, LedgerError>;
    /// Ids of the rosters whose last day, in days since 1970-01-01 in Vietnam, is before this one.
    fn rosters_before(&mut self, day: i32) -> Result<Vec<String>, LedgerError>;
}

/// Roster of the people of agencies and organisations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterRow {
    /// Random: 32 hex digits.
    pub id: String,
    /// Unit whose clerk keeps it: five digits.
    pub unit: String,
    /// Last day on which it is kept, in days since 1970-01-01 in Vietnam.
    pub last_day: i32,
    /// What it is for, sealed.
    pub head: Vec<u8>,
    /// When it was kept.
    pub kept: Moment,
    /// By whom.
    pub kept_by: RecordedActor,
}

/// Person of a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterPersonRow {
    /// Id of the roster.
    pub roster: String,
    /// Line of the file.
    pub line: u32,
    /// Who it is, sealed.
    pub card: Vec<u8>,
    /// Whom a clerk has found for it, sealed; none before.
    pub found: Option<Vec<u8>>,
}
