use super::LedgerError;
use super::columns::Columns;
use crate::domain::{EpochId, StationId};
use std::sync::LazyLock;

/// Columns in the order of the rows.
pub(super) const COLUMNS: Columns<7> = Columns(["kiosk", "epoch", "number", "key", "why", "certificate", "confirmed"]);
/// Query of all rows; an engine adds its condition and order.
pub(super) static SELECT: LazyLock<String> = LazyLock::new(|| format!("SELECT {} FROM epoch", COLUMNS.list()));

/// Queries about epochs.
pub trait Epochs {
    /// The station's epochs, by number.
    fn epochs(&mut self, station: &StationId) -> Result<Vec<EpochRow>, LedgerError>;
    /// Adds or replaces an epoch.
    fn put_epoch(&mut self, row: &EpochRow) -> Result<(), LedgerError>;
}

/// Epoch: a run of a station under one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpochRow {
    /// Id of the station.
    pub station: StationId,
    /// Id: eight hex digits.
    pub epoch: EpochId,
    /// Counted from 1, the enrolled one.
    pub number: u32,
    /// Public key that verifies its bundles.
    pub key: [u8; 32],
    /// Why it began: `created`, `restored` or `hardware`.
    pub why: String,
    /// Certificate by which the key before names this one; none where a grant does.
    pub certificate: Option<Vec<u8>>,
    /// Whether its records count. An epoch that a station began itself waits for a person to confirm it.
    pub confirmed: bool,
}
