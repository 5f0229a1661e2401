use crate::{
    domain::Moment,
    store::{BundleLine, Fate, Store, StoreError, is_by_mouth},
};

/// Where the station's records are on their way, for the desk and `tramso status`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// A centre has granted the station a place.
    pub enrolled: bool,
    /// Records that were not carried away yet; that were, without an answer; that the centre holds.
    pub waiting: u64,
    /// Records that were carried away, without an answer.
    pub sent: u64,
    /// Records that the centre holds.
    pub confirmed: u64,
    /// Records that the centre holds by word of mouth; no receipt has come, so they travel again with all others.
    pub spoken: u64,
    /// Bytes that are to travel: of bundles as they are, of records in none yet by what records take.
    pub bytes: u64,
    /// Bundles that the centre has, and of which a person there must decide.
    pub quarantined: u32,
    /// The newest receipt of any epoch.
    pub newest: Option<NewestReceipt>,
    /// When a bundle was last carried away.
    pub last_sent: Option<Moment>,
}

/// A receipt as lists show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewestReceipt {
    /// The receipt's number for this station.
    pub number: u64,
    /// When the centre made it, by its own clock: the last time that it is known to have received something of the station.
    pub made: Moment,
    /// When it was taken here, as the wall clock claimed.
    pub taken: Moment,
    /// All records of its epoch up to this one are held.
    pub ack_upto: u64,
}

/// # Errors
/// The database or the disk failed.
pub fn status(store: &Store) -> Result<Status, StoreError> {
    let records = store.outbox()?;
    let bundles = store.bundles()?;
    let bytes = bytes(&bundles, records.waiting);
    let quarantined = bundles.iter().filter(|line| line.fate == Fate::Quarantined).count();
    let newest = store.newest_receipt()?.map(|receipt| NewestReceipt {
        number: receipt.number,
        made: receipt.made,
        taken: receipt.taken,
        ack_upto: receipt.ack_upto,
    });
    let spoken = store.by_mouth()?;
    let of_spoken = |was_sent: bool| -> u64 {
        let lines = bundles.iter().filter(|line| line.fate == Fate::Unknown && is_by_mouth(&spoken, line));
        lines.filter(|line| line.sent.is_some() == was_sent).map(|line| line.last + 1 - line.first).sum()
    };
    let (spoken_sent, spoken_unsent) = (of_spoken(true), of_spoken(false));
    Ok(Status {
        enrolled: store.is_enrolled(),
        waiting: records.waiting.saturating_sub(spoken_unsent),
        sent: records.sent.saturating_sub(spoken_sent),
        confirmed: records.confirmed,
        spoken: spoken_sent + spoken_unsent,
        bytes,
        quarantined: u32::try_from(quarantined).unwrap_or(u32::MAX),
        newest,
        last_sent: bundles.iter().filter_map(|line| line.sent).max(),
    })
}

/// Bytes of a record in a bundle, and of a bundle beside its records: an evening's results packed and sealed, rounded up.
const RECORD: u64 = 120;
const HEAD: u64 = 4_096;

fn bytes(bundles: &[BundleLine], waiting: u64) -> u64 {
    let travelling = bundles.iter().filter(|line| line.fate == Fate::Unknown);
    let made: u64 = travelling.clone().map(|line| line.len).sum();
    let inside: u64 = travelling.filter(|line| line.sent.is_none()).map(|line| line.last + 1 - line.first).sum();
    let left = waiting.saturating_sub(inside);
    made + if left == 0 { 0 } else { HEAD + left * RECORD }
}
