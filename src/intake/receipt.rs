//! What a receipt says of an epoch.

use super::{BundleRow, EpochRow, KioskRow, RejectionRow, chain};
use crate::bundle::{
    EpochRef, PackRef,
    receipt::{Held, Receipt, Rejection},
};

/// Most rejections and erasures that a receipt names: it has a size, and is cumulative only as far as it goes.
const MOST: usize = 10_000;

/// What the centre says in every receipt, whatever station it is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    pub packs: Vec<PackRef>,
    /// Ids of revoked stations, in order.
    pub revoked: Vec<String>,
    /// Version of the newest root.
    pub root: u32,
}

/// Everything about an epoch. `rejections` and `erasures` in order of their numbers. The same input gives the same receipt.
#[must_use]
pub fn receipt(
    kiosk: &KioskRow,
    epoch: &EpochRow,
    bundles: &[BundleRow],
    rejections: &[RejectionRow],
    erasures: &[u64],
    news: &News,
    (number, time_ms): (u64, i64),
) -> Receipt {
    let chain::Acknowledged { upto, head, judged, resend_from } = chain::acknowledged(bundles);
    let bundle = |row: &BundleRow| Held { seq: row.seq, digest: row.digest };
    let mut seqs: Vec<u32> = bundles.iter().map(|row| row.seq).collect();
    seqs.sort_unstable();
    seqs.dedup();
    let held = seqs.into_iter().filter_map(|seq| chain::one_of(bundles, seq)).map(bundle).collect();
    let mut quarantined: Vec<Held> = bundles.iter().filter(|row| row.state.waits()).map(bundle).collect();
    quarantined.sort_by_key(|one| (one.seq, one.digest));
    let rejected = rejections.iter().filter(|row| row.number >= 1).take(MOST);
    Receipt {
        of: EpochRef { contest: kiosk.contest.clone(), kiosk: kiosk.kiosk.clone(), epoch: epoch.epoch.clone() },
        number,
        time_ms,
        confirmed: epoch.confirmed,
        ack_upto: upto,
        head,
        judged_upto: judged,
        held,
        quarantined,
        rejected: rejected.map(|row| Rejection { number: row.number, reason: row.reason.clone() }).collect(),
        resend_from,
        erase: erasures.iter().copied().take(MOST).collect(),
        packs: news.packs.clone(),
        revoked: news.revoked.clone(),
        root: news.root.max(1),
    }
}
