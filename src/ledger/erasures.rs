use super::{LedgerError, RecordId};
use crate::domain::{EpochId, StationId};

/// Queries about records that their station is to erase.
pub trait Erasures {
    /// Adds the records that are not kept yet.
    fn add_erasures(&mut self, records: &[RecordId]) -> Result<(), LedgerError>;
    /// The records of the epoch's bundles that are to be erased, by bundle and number.
    fn erasures(&mut self, station: &StationId, epoch: &EpochId) -> Result<Vec<RecordId>, LedgerError>;
}
