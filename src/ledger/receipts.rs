use super::LedgerError;
use super::columns::Columns;
use crate::domain::{EpochId, Moment, StationId};
use std::sync::LazyLock;

/// Columns in the order of the rows.
pub(super) const COLUMNS: Columns<6> = Columns(["kiosk", "epoch", "number", "made_ms", "bytes", "generation"]);
/// Query of all rows; an engine adds its condition and order.
pub(super) static SELECT: LazyLock<String> = LazyLock::new(|| format!("SELECT {} FROM receipt", COLUMNS.list()));

/// Queries about receipts.
pub trait Receipts {
    /// Adds a receipt.
    fn add_receipt(&mut self, row: &ReceiptRow) -> Result<(), LedgerError>;
    /// The station's receipt of that number.
    fn receipt(&mut self, station: &StationId, number: u64) -> Result<Option<ReceiptRow>, LedgerError>;
    /// The receipt of the epoch with the highest number.
    fn newest_receipt(&mut self, station: &StationId, epoch: &EpochId) -> Result<Option<ReceiptRow>, LedgerError>;
}

/// Receipt as it was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptRow {
    /// Id of the station.
    pub station: StationId,
    /// Id of the epoch.
    pub epoch: EpochId,
    /// Number of the station's receipts, counted from 1; it counts on when the ledger gets another generation.
    pub number: u64,
    /// When it was signed.
    pub made: Moment,
    /// The signed file.
    pub bytes: Vec<u8>,
    /// Generation of the ledger in which it was signed.
    pub generation: u64,
}
