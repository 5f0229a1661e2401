use super::LedgerError;
use crate::domain::Moment;

/// Queries about refused requests.
pub trait Refusals {
    /// Counts a refusal at `at`. At most 300 different ones are kept; the oldest are forgotten.
    fn note_refused(&mut self, station: &str, code: &str, at: Moment) -> Result<(), LedgerError>;
    /// At most `most` refusals, the newest first.
    fn refused(&mut self, most: u32) -> Result<Vec<RefusedRow>, LedgerError>;
}

/// How many different refusals are kept: a stranger must not fill the disk.
pub(super) const MOST_REFUSED: u32 = 300;

/// Refused requests of one station for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRow {
    /// Id of the station as the request claimed it; empty where nothing could be read.
    pub station: String,
    /// The notice's code.
    pub code: String,
    /// How often.
    pub times: u64,
    /// When the newest arrived.
    pub newest: Moment,
}
