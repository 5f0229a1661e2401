use super::LedgerError;
use super::columns::Columns;
use crate::domain::{Moment, StationId};
use std::sync::LazyLock;

/// Columns in the order of the rows.
pub(super) const COLUMNS: Columns<18> = Columns([
    "kiosk",
    "contest",
    "commune",
    "village",
    "enrolment",
    "grant_number",
    "enrolled_ms",
    "valid_from",
    "valid_to",
    "max_per_day",
    "revoked_ms",
    "receipts",
    "heard_ms",
    "pack_version",
    "app",
    "wall_ms",
    "suspect",
    "machine_check",
]);
/// Query of all rows; an engine adds its condition and order.
pub(super) static SELECT: LazyLock<String> = LazyLock::new(|| format!("SELECT {} FROM kiosk", COLUMNS.list()));

/// Queries about stations.
pub trait Stations {
    /// The station. Within `write` nobody else changes it, its epochs, bundles or receipts before the end.
    fn station(&mut self, station: &StationId) -> Result<Option<StationRow>, LedgerError>;
    /// All stations, in order of commune, village and id.
    fn stations(&mut self) -> Result<Vec<StationRow>, LedgerError>;
    /// How current each unit's stations are that are not revoked, in order of units: a station counts as recent whose newest bundle
    /// arrived at `since` or later. Units without such a station are left out.
    fn unit_stations(&mut self, since: Moment) -> Result<Vec<UnitStations>, LedgerError>;
    /// Adds or replaces a station.
    fn put_station(&mut self, row: &StationRow) -> Result<(), LedgerError>;
}

/// Query of `unit_stations`; `{}` is the engine's first parameter.
pub(super) const UNIT_STATIONS: &str = "SELECT commune, count(*), count(heard_ms),
  count(CASE WHEN heard_ms >= {} THEN 1 END), max(heard_ms), min(heard_ms)
  FROM kiosk WHERE revoked_ms IS NULL GROUP BY commune ORDER BY commune";

/// How current the stations of a unit are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitStations {
    /// The five digits of the unit.
    pub unit: String,
    /// Its stations.
    pub stations: u64,
    /// Those that have handed in at least once.
    pub heard: u64,
    /// Those whose newest bundle is recent.
    pub recent: u64,
    /// When the newest bundle of all of them arrived.
    pub newest: Option<Moment>,
    /// When that of the station arrived which has been silent longest, of those that have handed in.
    pub oldest: Option<Moment>,
}

/// Station that has a place in a contest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StationRow {
    /// Id: 32 hex digits.
    pub station: StationId,
    /// Id of the contest.
    pub contest: String,
    /// The five digits of the unit where it is.
    pub commune: String,
    /// Village or neighbourhood where it is.
    pub village: String,
    /// The newest grant, as it was signed.
    pub grant: Vec<u8>,
    /// Number of the newest grant, counted from 1.
    pub grant_number: u64,
    /// When the first grant was signed: no record of the station is older.
    pub enrolled: Moment,
    /// First day on which its records count, in days since 1970-01-01 in Vietnam.
    pub valid_from: i32,
    /// Last day on which its records count, in the same unit.
    pub valid_to: i32,
    /// A day with more entries than this opens a case.
    pub max_per_day: u32,
    /// From when on its bundles no longer count; none while it is not revoked.
    pub revoked: Option<Moment>,
    /// Number of the newest receipt; 0 before the first.
    pub receipts: u64,
    /// When its newest bundle arrived.
    pub last_seen: Option<Moment>,
    /// Version of the contest's pack that its newest bundle names; 0 before the first.
    pub pack_version: u32,
    /// The program that wrote its newest bundle, as the bundle states it; empty before the first.
    pub app: String,
    /// What the station's clock showed when it wrote that bundle; none before the first.
    pub wall: Option<Moment>,
    /// Whether the station itself doubted that clock.
    pub suspect: bool,
    /// The newest check of its machine that came with a request, in its one form (docs/FORMATS.md 26).
    pub machine_check: Option<String>,
}
