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
    /// The first epoch of every station, in order of units and stations.
    fn station_keys(&mut self) -> Result<Vec<StationKey>, LedgerError>;
    /// Adds or replaces an epoch.
    fn put_epoch(&mut self, row: &EpochRow) -> Result<(), LedgerError>;
}

/// Query of `station_keys`.
pub(super) const STATION_KEYS: &str = "SELECT epoch.key, epoch.epoch, kiosk.commune
  FROM epoch JOIN kiosk ON kiosk.kiosk = epoch.kiosk
  WHERE epoch.number = (SELECT min(earlier.number) FROM epoch AS earlier WHERE earlier.kiosk = epoch.kiosk)
  ORDER BY kiosk.commune, epoch.kiosk, epoch.epoch";

/// By what a station's bundles are verified, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StationKey {
    /// Public key of its first epoch.
    pub key: [u8; 32],
    /// Id of that epoch.
    pub epoch: EpochId,
    /// The five digits of its unit.
    pub commune: String,
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
