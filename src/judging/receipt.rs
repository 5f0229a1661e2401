//! Content of an epoch's receipt.

use super::chain;
use crate::{
    bundle::{
        EpochRef, PackRef,
        receipt::{Held, Parted, Receipt, Rejection},
    },
    domain::Moment,
    ledger::{BundleRow, EpochRow, RecordId, RejectionRow, StationRow},
};
use std::collections::{BTreeMap, BTreeSet};

/// Most rejections and erasures that a receipt names, on all branches together: it has a size, and is cumulative only as far as it
/// goes.
const MOST: usize = 10_000;

/// Part of a receipt that is the same for every station.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// The newest pack of each contest.
    pub packs: Vec<PackRef>,
    /// Ids of revoked stations, in order.
    pub revoked: Vec<String>,
    /// Version of the newest root.
    pub root: u32,
}

/// By what a receipt differs from the one before, though nothing else has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// Generation of the ledger.
    pub generation: u64,
    /// Number within the station's receipts.
    pub number: u64,
    /// When it is made.
    pub time: Moment,
}

/// Everything about an epoch. `rejections` and `erasures` of its bundles, in any order. The same input gives the
/// same receipt, and each number in it belongs to one bundle that it names.
#[must_use]
pub fn receipt(
    station: &StationRow,
    epoch: &EpochRow,
    bundles: &[BundleRow],
    rejections: &[RejectionRow],
    erasures: &[RecordId],
    news: &News,
    numbered: Numbered,
) -> Receipt {
    let chain::Acknowledged { upto, head, judged, resend_from } = chain::acknowledged(bundles);
    let trunk = chain::trunk(bundles);
    let mut quarantined: Vec<Held> = bundles.iter().filter(|row| row.state.waits()).map(held).collect();
    quarantined.sort_by_key(|one| (one.seq, one.digest));
    let is_parted = |row: &&BundleRow| !row.state.waits() && !trunk.iter().any(|one| one.id == row.id);
    let mut parted: Vec<&BundleRow> = bundles.iter().filter(is_parted).collect();
    parted.sort_by_key(|row| (row.seq, row.digest));
    let mut notes = RecordNotes::new(rejections, erasures);
    let (rejected, erase) = notes.take(&trunk);
    let parted = parted.into_iter().map(|row| {
        let (rejected, erase) = notes.take(&[row]);
        Parted { bundle: held(row), rejected, erase }
    });
    Receipt {
        of: EpochRef { contest: station.contest.clone(), station: station.station.clone(), epoch: epoch.epoch.clone() },
        number: numbered.number,
        generation: numbered.generation,
        time: numbered.time,
        confirmed: epoch.confirmed,
        ack_upto: upto,
        head,
        judged_upto: judged,
        parted: parted.collect(),
        held: trunk.into_iter().map(held).collect(),
        quarantined,
        rejected,
        resend_from,
        erase,
        packs: news.packs.clone(),
        revoked: news.revoked.clone(),
        root: news.root.max(1),
    }
}

fn held(row: &BundleRow) -> Held {
    Held { seq: row.seq, digest: row.digest }
}

/// Rejections and erasures of single records, by their bundles.
struct RecordNotes<'a> {
    rejected: BTreeMap<i64, BTreeMap<u64, &'a str>>,
    erase: BTreeMap<i64, BTreeSet<u64>>,
    /// How many more may be named.
    rejections: usize,
    erasures: usize,
}

impl<'a> RecordNotes<'a> {
    fn new(rejections: &'a [RejectionRow], erasures: &[RecordId]) -> Self {
        let mut notes = Self { rejected: BTreeMap::new(), erase: BTreeMap::new(), rejections: MOST, erasures: MOST };
        for row in rejections {
            notes.rejected.entry(row.bundle).or_default().insert(row.number, &row.reason);
        }
        for record in erasures {
            notes.erase.entry(record.bundle).or_default().insert(record.number);
        }
        notes
    }

    /// Those of bundles that follow on each other.
    fn take(&mut self, bundles: &[&BundleRow]) -> (Vec<Rejection>, Vec<u64>) {
        let (mut rejected, mut erase) = (Vec::new(), Vec::new());
        for row in bundles {
            let (own, most) = (row.first.max(1)..=row.last, self.rejections - rejected.len());
            let found = self.rejected.get(&row.id).into_iter().flat_map(|list| list.range(own.clone()));
            let rejection =
                |(number, reason): (&u64, &&str)| Rejection { number: *number, reason: (*reason).to_owned() };
            rejected.extend(found.take(most).map(rejection));
            let found = self.erase.get(&row.id).into_iter().flat_map(|list| list.range(own.clone()));
            erase.extend(found.take(self.erasures - erase.len()).copied());
        }
        self.rejections -= rejected.len();
        self.erasures -= erase.len();
        (rejected, erase)
    }
}
