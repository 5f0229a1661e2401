//! Ids as databases keep them: texts.

use super::LedgerError;
use crate::domain::{EpochId, StationId};

/// Station id of a column.
///
/// # Errors
/// `Damaged`: not the form of an id.
pub(super) fn station(text: &str) -> Result<StationId, LedgerError> {
    StationId::parse(text).ok_or(LedgerError::Damaged("station"))
}

/// Epoch id of a column.
///
/// # Errors
/// `Damaged`: not the form of an id.
pub(super) fn epoch_id(text: &str) -> Result<EpochId, LedgerError> {
    EpochId::parse(text).ok_or(LedgerError::Damaged("epoch"))
}
