use super::{LedgerError, RecordedActor, columns::Columns, names::names};
use crate::domain::{Moment, StationId};
use std::sync::LazyLock;

/// Columns in the order of the rows, without `id`, which the database assigns.
pub(super) const COLUMNS: Columns<10> =
    Columns(["bundle", "number", "kiosk", "batch", "serial", "drawn_ms", "finding", "places", "found_ms", "found_by"]);
/// Query of all rows; an engine adds its condition and order.
pub(super) static SELECT: LazyLock<String> = LazyLock::new(|| format!("SELECT id, {} FROM sheet", COLUMNS.list()));
/// Order of a list: what is still to be looked at first, a batch's sheets together, then what was found last.
pub(super) const ORDER: &str = "ORDER BY finding IS NOT NULL, coalesce(-found_ms, drawn_ms), kiosk, batch, serial, id";

/// Queries about sheets of papers that the centre drew by lot.
pub trait Sheets {
    /// Adds sheets that were drawn; a record's sheet is drawn once.
    fn add_sheets(&mut self, rows: &[SheetRow]) -> Result<(), LedgerError>;
    /// At most `most` sheets of a unit's stations, or of all: those that nobody has looked at first, the oldest draw first; then the
    /// others, the newest finding first.
    fn sheets(&mut self, unit: Option<&str>, most: u32) -> Result<Vec<SheetRow>, LedgerError>;
    /// How many sheets of a unit's stations, or of all, nobody has looked at.
    fn count_open_sheets(&mut self, unit: Option<&str>) -> Result<u64, LedgerError>;
    /// The sheet of that id. Within `write` nobody else changes it before the end.
    fn sheet(&mut self, id: i64) -> Result<Option<SheetRow>, LedgerError>;
    /// Replaces what was found.
    fn set_sheet(&mut self, row: &SheetRow) -> Result<(), LedgerError>;
    /// Bundle and number of each record of a station whose sheet is another one or is not there, in order.
    fn other_sheets(&mut self, station: &StationId) -> Result<Vec<(i64, u64)>, LedgerError>;
}

/// Sheet of a paper that was drawn by lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// The ledger's own id; 0 before it is kept.
    pub id: i64,
    /// Bundle and number of the record that the paper was keyed in with.
    pub bundle: i64,
    /// Number of the record.
    pub number: u64,
    /// The station that keyed it in.
    pub station: StationId,
    /// Batch and serial of the paper.
    pub batch: u32,
    /// Serial of the paper.
    pub serial: u8,
    /// When it was drawn.
    pub drawn: Moment,
    /// What was found; none before somebody has looked.
    pub finding: Option<SheetFinding>,
    /// Places, from 1, in which the sheet differs, with commas; empty where none are known.
    pub places: String,
    /// When somebody looked.
    pub found: Option<Moment>,
    /// Who looked.
    pub found_by: Option<RecordedActor>,
}

/// What was found of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SheetFinding {
    /// It is what was keyed in.
    Same,
    /// It is another one.
    Differs,
    /// There is no such sheet.
    Missing,
}

names! { SheetFinding, "finding of a sheet":
    Same = "same",
    Differs = "differs",
    Missing = "missing",
}
