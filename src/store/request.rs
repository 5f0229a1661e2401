use super::StoreError;
use crate::domain::EpochId;
use rusqlite::Connection;
use zeroize::Zeroizing;

/// The newest request of a station.
#[derive(Clone)]
pub struct Asking {
    /// The id of the epoch that asks.
    pub epoch: EpochId,
    /// `AGE-SECRET-KEY-1…`: opens the answer.
    pub identity: Zeroizing<String>,
    /// The request's file, as it was handed out.
    pub request: Vec<u8>,
}

pub(super) const EPOCH: &str = "asking_epoch";
pub(super) const IDENTITY: &str = "asking_identity";
pub(super) const REQUEST: &str = "asking_request";
/// The epoch whose newest request has been answered.
pub(super) const ANSWERED: &str = "answered";

/// A copy of a station that was never enrolled must not be answered with the same grant as the first one.
pub(super) fn forget_request(db: &Connection) -> Result<(), StoreError> {
    db.execute("DELETE FROM meta WHERE name IN (?1, ?2, ?3)", (EPOCH, IDENTITY, REQUEST))?;
    Ok(())
}
