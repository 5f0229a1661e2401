use super::LedgerError;
use crate::domain::{EpochId, Moment, StationId};

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
    /// Number of the station's receipts, counted from 1.
    pub number: u64,
    /// When it was signed.
    pub made: Moment,
    /// The signed file.
    pub bytes: Vec<u8>,
}
