use super::{LedgerError, RecordId, columns::Columns};
use crate::domain::{EpochId, StationId};
use std::sync::LazyLock;

/// Columns in the order of the rows.
pub(super) const COLUMNS: Columns<3> = Columns(["bundle", "number", "reason"]);
/// Query of all rows; an engine adds its condition and order.
pub(super) static SELECT: LazyLock<String> = LazyLock::new(|| {
    let columns = COLUMNS.list();
    format!("SELECT {columns} FROM bundle JOIN rejection ON rejection.bundle = bundle.id")
});

/// Queries about records that do not count.
pub trait Rejections {
    /// Adds the rejections that are not kept yet.
    fn add_rejections(&mut self, rows: &[RejectionRow]) -> Result<(), LedgerError>;
    /// Removes the rejections of these records, where there are any: something was decided, or arrived.
    fn remove_rejections(&mut self, records: &[RecordId]) -> Result<(), LedgerError>;
    /// The rejections of the epoch's bundles, by bundle and number.
    fn rejections(&mut self, station: &StationId, epoch: &EpochId) -> Result<Vec<RejectionRow>, LedgerError>;
}

/// Record that does not count, for the receipts of its epoch. Its bundle names it: copies of a station that have diverged use the
/// same numbers for different people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectionRow {
    /// The ledger's id of the bundle.
    pub bundle: i64,
    /// Number of the record.
    pub number: u64,
    /// Code of small letters and `-`.
    pub reason: String,
}
