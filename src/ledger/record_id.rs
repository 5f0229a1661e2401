use serde::{Deserialize, Serialize};

/// Record of a bundle that the ledger keeps. Copies of a station that have diverged use the same numbers for different records: the
/// bundle distinguishes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RecordId {
    /// The ledger's id of the bundle.
    pub bundle: i64,
    /// Number of the record within its epoch.
    pub number: u64,
}
