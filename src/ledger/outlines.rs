use super::LedgerError;
use crate::domain::{EpochId, StationId};

/// Queries about outlines of bundles: what judging keeps of each beside its bytes. Bundles from before there were outlines have none.
pub trait Outlines {
    /// Keeps the outline of the bundle with this id.
    fn add_outline(&mut self, bundle: i64, outline: &[u8]) -> Result<(), LedgerError>;
    /// Replaces the outline of the bundle with this id.
    fn set_outline(&mut self, bundle: i64, outline: &[u8]) -> Result<(), LedgerError>;
    /// The outlines of an epoch's bundles, each with the bundle's id, in order of the ids.
    fn outlines(&mut self, station: &StationId, epoch: &EpochId) -> Result<Vec<(i64, Vec<u8>)>, LedgerError>;
}
