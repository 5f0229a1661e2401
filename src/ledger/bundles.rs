use super::{LedgerError, columns::Columns, names::names};
use crate::domain::{EpochId, Moment, StationId};
use std::sync::LazyLock;

/// Columns in the order of the rows, without `id`, which the database assigns.
pub(super) const COLUMNS: Columns<16> = Columns([
    "kiosk",
    "epoch",
    "seq",
    "digest",
    "prev",
    "first",
    "last",
    "head_before",
    "head",
    "floor_ms",
    "received_ms",
    "people",
    "state",
    "receipt",
    "earliest_ms",
    "installs",
]);
/// Query of all rows; an engine adds its condition and order.
pub(super) static SELECT: LazyLock<String> = LazyLock::new(|| format!("SELECT id, {} FROM bundle", COLUMNS.list()));

/// Queries about bundles.
pub trait Bundles {
    /// The epoch's bundles, by seq and digest.
    fn bundles(&mut self, station: &StationId, epoch: &EpochId) -> Result<Vec<BundleRow>, LedgerError>;
    /// At most `most` bundles of all stations, the newest arrival first.
    fn newest_bundles(&mut self, most: u32) -> Result<Vec<BundleRow>, LedgerError>;
    /// At most `most` bundles that arrived at `since` or later, in order of arrival.
    fn bundles_since(&mut self, since: Moment, most: u32) -> Result<Vec<BundleRow>, LedgerError>;
    /// How many bundles arrived at `since` or later.
    fn count_bundles_since(&mut self, since: Moment) -> Result<u64, LedgerError>;
    /// Numbers that an epoch lacks although it has a later one, in order of station, epoch and number.
    fn gaps(&mut self) -> Result<Vec<GapRow>, LedgerError>;
    /// How many bundles are in each state.
    fn bundle_states(&mut self) -> Result<Vec<(BundleState, u64)>, LedgerError>;
    /// How many bundles of each station wait for a decision, in order of stations; those without are left out.
    fn waiting_by_station(&mut self) -> Result<Vec<(StationId, u64)>, LedgerError>;
    /// The bundles with these ids, in any order.
    fn bundles_by_id(&mut self, ids: &[i64]) -> Result<Vec<BundleRow>, LedgerError>;
    /// Keeps a bundle with its bytes as they arrived, and returns its id.
    fn add_bundle(&mut self, row: &BundleRow, bytes: &[u8]) -> Result<i64, LedgerError>;
    /// Replaces the state of a bundle.
    fn set_bundle_state(&mut self, id: i64, state: BundleState) -> Result<(), LedgerError>;
    /// Replaces how many installs of people without an entry a bundle has.
    fn set_installs(&mut self, id: i64, installs: u32) -> Result<(), LedgerError>;
    /// The same of all bundles that count, by the unit of their station, in order of units: of one unit, or of all.
    fn installs(&mut self, unit: Option<&str>) -> Result<Vec<(String, u64)>, LedgerError>;
    /// Ids of at most `most` bundles above `after`, in order.
    fn bundle_ids(&mut self, after: i64, most: u32) -> Result<Vec<i64>, LedgerError>;
    /// Size in bytes of the station's bundles, of all its epochs, that arrived after `since`.
    fn received_bytes(&mut self, station: &StationId, since: Moment) -> Result<u64, LedgerError>;
    /// The bundle as it arrived.
    fn bundle_bytes(&mut self, id: i64) -> Result<Option<Vec<u8>>, LedgerError>;
}

/// Numbers between those of two bundles, or before the first: each is of a bundle that exists or existed at its station.
pub(super) const GAPS: &str = "SELECT kiosk, epoch, prior + 1, seq - 1 FROM
  (SELECT kiosk, epoch, seq, coalesce(lag(seq) OVER (PARTITION BY kiosk, epoch ORDER BY seq), 0) AS prior FROM bundle) AS numbered
  WHERE seq > prior + 1 ORDER BY 1, 2, 3";

/// Bundles that wait, by station (`BundleState::waits`).
pub(super) const WAITING: &str = "SELECT kiosk, count(*) FROM bundle
  WHERE state IN ('fork', 'revoked', 'unconfirmed', 'late') GROUP BY kiosk ORDER BY kiosk";

/// Query of installs without an entry, by unit, under one more condition.
pub(super) fn installs_where(condition: &str) -> String {
    format!(
        "SELECT commune, CAST(sum(installs) AS bigint) FROM bundle JOIN kiosk USING (kiosk)
         WHERE state IN ('counted', 'admitted') AND installs > 0 {condition} GROUP BY commune ORDER BY commune"
    )
}

/// Consecutive numbers of bundles that an epoch lacks although it has a later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapRow {
    /// Id of the station.
    pub station: StationId,
    /// Id of the epoch.
    pub epoch: EpochId,
    /// The first of the numbers.
    pub first: u32,
    /// The last of them.
    pub last: u32,
}

/// Verified bundle, kept as it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleRow {
    /// The ledger's own id; 0 before it is kept.
    pub id: i64,
    /// Id of the station.
    pub station: StationId,
    /// Id of the epoch.
    pub epoch: EpochId,
    /// Number within its epoch, counted from 1.
    pub seq: u32,
    /// SHA-256 of the manifest.
    pub digest: [u8; 32],
    /// SHA-256 of the manifest before.
    pub prev: [u8; 32],
    /// Number of its first record.
    pub first: u64,
    /// Number of its last record.
    pub last: u64,
    /// Head of the record chain before its first record.
    pub head_before: [u8; 32],
    /// Head of the record chain after its last record.
    pub head: [u8; 32],
    /// Earliest time at which the station can have written it, as the station knew.
    pub floor: Moment,
    /// Earliest time that a record in it claims; `i64::MIN` where one doubts its own clock. Nothing changes for
    /// its records when a bundle before it turns out to be no younger than this.
    pub earliest: Moment,
    /// When it arrived.
    pub received: Moment,
    /// Distinct persons in it.
    pub people: u32,
    /// Whether it counts, and why not.
    pub state: BundleState,
    /// Number of the receipt that answered it.
    pub receipt: u64,
    /// Installs of the app on telephones of people who have no entry.
    pub installs: u32,
}

/// State of a bundle: whether its records count. A bundle that does not count is kept all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BundleState {
    /// It counts.
    Counted,
    /// Another bundle has its number, or the number of one before it: a person decides which copy of the station counts.
    Fork,
    /// It arrived after its station was revoked.
    Revoked,
    /// Its epoch waits to be confirmed.
    Unconfirmed,
    /// It arrived after the contest had closed. A person decides whether what it claims for the time before counts, and what was
    /// begun before.
    Late,
    /// A person has decided that it counts, whatever was doubted.
    Admitted,
    /// A person has decided that it does not count.
    Excluded,
}

names! { BundleState, "state of a bundle":
    Counted = "counted",
    Fork = "fork",
    Revoked = "revoked",
    Unconfirmed = "unconfirmed",
    Late = "late",
    Admitted = "admitted",
    Excluded = "excluded",
}

impl BundleState {
    /// Whether its records count.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, Self::Counted | Self::Admitted)
    }

    /// Whether a person must decide before anything of it may be erased at its station.
    #[must_use]
    pub fn waits(self) -> bool {
        matches!(self, Self::Fork | Self::Revoked | Self::Unconfirmed | Self::Late)
    }
}
