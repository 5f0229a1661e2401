use crate::{
    domain::Stamp,
    record::{Event, HelpMode},
};

/// A person by their row in this database; it means nothing elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonRef(pub(super) i64);

/// Under what circumstances something was done: goes into every record and journal row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Time of the action.
    pub at: Stamp,
    /// Number of the open shift; 0 without one.
    pub shift: u64,
    /// The helper: the slot that opened the shift.
    pub helper: String,
    /// How much the volunteer helped.
    pub mode: HelpMode,
}

/// Id of something that was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventId {
    /// Place in this station's common sequence of records and journal rows.
    pub seq: u64,
    /// Number of the record within its (station, epoch), counted from 1; none for journal rows.
    pub number: Option<u64>,
}

/// Something that was saved, as `Store::trace` gives it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TracedEvent {
    /// Its id.
    pub id: EventId,
    /// Time of the event.
    pub at: Stamp,
    /// Number of the shift; 0 without one.
    pub shift: u64,
    /// How much the volunteer helped.
    pub mode: HelpMode,
    /// The record or journal row.
    pub event: Event,
}
