//! What the sender of a bundle is answered.

use crate::{
    bundle::Examined,
    centre::outcome::{Ingested, Outcome},
    ledger::{BundleRow, BundleState},
};

/// A bundle that is held: what its sender is answered.
pub(super) struct Held {
    pub state: BundleState,
    pub receipt: Vec<u8>,
    pub receipt_number: u64,
    pub people: u32,
    /// How many of them nothing was known of before; none of a bundle that was held before.
    pub new_people: Option<usize>,
}

impl Held {
    /// Of a bundle that was held before.
    pub(super) fn before(row: &BundleRow, receipt: Vec<u8>, receipt_number: u64) -> Self {
        Self { state: row.state, receipt, receipt_number, people: row.people, new_people: None }
    }
}

/// The answer about a bundle that is held.
pub(super) fn ingested(examined: &Examined<'_>, outcome: Outcome, held: Held) -> Ingested {
    let (of, seq) = (&examined.manifest.of, examined.manifest.seq);
    let Held { state, receipt, receipt_number, people, new_people } = held;
    let (station, epoch) = (of.station.clone(), of.epoch.clone());
    let records = examined.manifest.records();
    let standing = state.into();
    Ingested { outcome, standing, receipt, receipt_number, station, epoch, seq, records, people, new_people }
}
