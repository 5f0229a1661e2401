//! Receipts by mouth: what came of the syllables that were typed at a station (docs/decisions/083-results-by-light.md).

/// What came of five syllables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpokenReply {
    /// They are one of this station's: the centre holds everything up to this bundle. So many of these were waiting for an answer.
    Held {
        /// Number of the last one within its epoch.
        seq: u32,
        /// Bundles that were waiting until now.
        bundles: u64,
        /// Records in them.
        records: u64,
    },
    /// They are none of this station's; the next try waits so long.
    Wrong {
        /// Seconds to wait.
        wait_s: u32,
    },
    /// A wait is on: they were not looked at.
    NotRead {
        /// Seconds that are left.
        wait_s: u32,
    },
}
