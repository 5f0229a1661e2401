use super::LedgerError;
use crate::domain::{EpochId, StationId};

/// Queries about records that their station is to erase.
pub trait Erasures {
    /// Adds the records (bundle, number) that are not kept yet.
    fn add_erasures(&mut self, records: &[(i64, u64)]) -> Result<(), LedgerError>;
    /// The records (bundle, number) of the epoch's bundles that are to be erased, by bundle and number.
    fn erasures(&mut self, kiosk: &StationId, epoch: &EpochId) -> Result<Vec<(i64, u64)>, LedgerError>;
}
