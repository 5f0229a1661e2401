//! Bundles of an epoch as links of one chain: up to where they are held without a gap, where copies of a station part, and which of
//! them count.

use crate::{
    crypto::hex,
    ledger::{BundleRow, BundleState, CaseKind, EpochRow, StationRow},
};
use std::collections::{BTreeMap, BTreeSet};

/// Up to where an epoch is held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Acknowledged {
    /// The last record of the prefix without a gap, and the chain's head there; 0 and zeros for none.
    pub upto: u64,
    /// The chain's head at `upto`; zeros for none.
    pub head: [u8; 32],
    /// The last record before the first bundle of which a person must decide.
    pub judged: u64,
    /// The first bundle that is missing, where a later one is there.
    pub resend_from: Option<u32>,
}

/// A doubt about a bundle, about which a case is opened.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Doubt {
    /// Kind of the case.
    pub kind: CaseKind,
    /// What the case is about, as its row keeps it.
    pub subject: String,
}

/// What was decided about a case; none while it waits.
pub type Decisions = BTreeMap<(CaseKind, String), String>;

/// Decision that a bundle's records count.
pub const COUNT: &str = "count";
/// Decision that a bundle's records do not count.
pub const EXCLUDE: &str = "exclude";
/// Of forks: all branches count, or none does; otherwise the beginning of the digest of the one that does.
pub const ALL: &str = "all";
/// Of forks: no branch counts.
pub const NONE: &str = "none";

/// The beginning of a digest, as subjects and decisions name a bundle.
#[must_use]
pub fn short(digest: &[u8; 32]) -> String {
    hex(digest.first_chunk::<8>().unwrap_or(&[0; 8]))
}

/// The numbers at which copies of a station part: two bundles of one number behind the same one, one that was held and one that a
/// later bundle names, or a bundle that does not fit the one before it.
#[must_use]
pub fn forks(epoch: &[BundleRow]) -> BTreeSet<u32> {
    let mut digests: BTreeMap<u32, BTreeSet<[u8; 32]>> = BTreeMap::new();
    let mut forks = BTreeSet::new();
    let mut parents: BTreeMap<(u32, [u8; 32]), BTreeSet<[u8; 32]>> = BTreeMap::new();
    for row in epoch {
        digests.entry(row.seq).or_default().insert(row.digest);
        parents.entry((row.seq, row.prev)).or_default().insert(row.digest);
        if row.seq > 1 {
            digests.entry(row.seq - 1).or_default().insert(row.prev);
        }
    }
    forks.extend(parents.iter().filter(|(_, children)| children.len() > 1).map(|((seq, _), _)| *seq));
    // Two digests of one number whose parents are not known to differ: the first number of a row of such is where they parted.
    let many = |seq: &u32| digests.get(seq).is_some_and(|found| found.len() > 1);
    forks.extend(digests.keys().filter(|seq| many(seq) && !many(&(**seq - 1))));
    for row in epoch {
        let before = epoch.iter().find(|one| one.seq + 1 == row.seq && one.digest == row.prev);
        if before.is_some_and(|one| one.last + 1 != row.first || one.head != row.head_before) {
            forks.insert(row.seq);
        }
    }
    forks
}

/// What there is to doubt about a bundle, by what is held of its epoch. `closed`: it brings something of a contest that had ended
/// when it arrived.
#[must_use]
pub fn doubts(
    row: &BundleRow,
    forks: &BTreeSet<u32>,
    station: &StationRow,
    epoch: &EpochRow,
    closed: bool,
) -> Vec<Doubt> {
    let this = || format!("{} {} {} {}", row.station, row.epoch, row.seq, short(&row.digest));
    let mut doubts: Vec<Doubt> = forks
        .range(..=row.seq)
        .map(|seq| Doubt { kind: CaseKind::Fork, subject: format!("{} {} {seq}", row.station, row.epoch) })
        .collect();
    if station.revoked.is_some_and(|since| since <= row.received) {
        doubts.push(Doubt { kind: CaseKind::Revoked, subject: this() });
    }
    if !epoch.confirmed {
        doubts.push(Doubt { kind: CaseKind::Epoch, subject: format!("{} {}", row.station, row.epoch) });
    }
    if closed {
        doubts.push(Doubt { kind: CaseKind::Late, subject: this() });
    }
    doubts
}

/// Whether a bundle counts, by its doubts and what was decided of them.
#[must_use]
pub fn state(row: &BundleRow, epoch: &[BundleRow], doubts: &[Doubt], decisions: &Decisions) -> BundleState {
    let mut waits = None;
    for doubt in doubts {
        let word = decisions.get(&(doubt.kind, doubt.subject.clone())).map(String::as_str);
        let counts = match (doubt.kind, word) {
            (_, None) => None,
            (CaseKind::Fork, Some(ALL)) => Some(true),
            (CaseKind::Fork, Some(NONE)) => Some(false),
            (CaseKind::Fork, Some(branch)) => {
                fork_seq(&doubt.subject).and_then(|seq| on_branch(row, epoch, seq, branch))
            }
            (_, Some(word)) => Some(word == COUNT),
        };
        match counts {
            Some(true) => (),
            Some(false) => return BundleState::Excluded,
            None => waits = waits.or(Some(waiting(doubt.kind))),
        }
    }
    match waits {
        Some(state) => state,
        None if doubts.iter().all(|doubt| doubt.kind == CaseKind::Epoch) => BundleState::Counted,
        None => BundleState::Admitted,
    }
}

fn waiting(kind: CaseKind) -> BundleState {
    match kind {
        CaseKind::Fork | CaseKind::Contradiction | CaseKind::Anomaly => BundleState::Fork,
        CaseKind::Revoked => BundleState::Revoked,
        CaseKind::Epoch => BundleState::Unconfirmed,
        CaseKind::Late => BundleState::Late,
    }
}

fn fork_seq(subject: &str) -> Option<u32> {
    subject.rsplit(' ').next()?.parse().ok()
}

/// Whether a bundle is, or descends from, the one of this number whose digest begins so; none where a gap hides it.
fn on_branch(row: &BundleRow, epoch: &[BundleRow], seq: u32, branch: &str) -> Option<bool> {
    let (mut at, mut digest, mut prev) = (row.seq, row.digest, row.prev);
    while at > seq {
        at -= 1;
        digest = prev;
        match epoch.iter().find(|one| one.seq == at && one.digest == digest) {
            Some(parent) => prev = parent.prev,
            None if at > seq => return None,
            None => (),
        }
    }
    Some(short(&digest) == branch)
}

/// Follows the chain from its beginning: over what parts, only where one branch was chosen.
#[must_use]
pub fn acknowledged(epoch: &[BundleRow]) -> Acknowledged {
    let mut held = Acknowledged::default();
    let (mut prev, mut judging) = ([0; 32], true);
    let mut next = 1_u32;
    while let Some(row) = one_of(epoch, next) {
        if row.prev != prev || row.first != held.upto + 1 || row.head_before != held.head {
            break;
        }
        (held.upto, held.head, prev) = (row.last, row.head, row.digest);
        judging &= !row.state.waits();
        if judging {
            held.judged = row.last;
        }
        next += 1;
    }
    let is_missing = |seq: &u32| !epoch.iter().any(|row| row.seq == *seq);
    let last = epoch.iter().map(|row| row.seq).max().unwrap_or(0);
    held.resend_from = (next..last).find(is_missing);
    held
}

/// The one way through an epoch on which a record number needs no mention of the copy of the station: of each
/// number the one bundle there is or the one that counts, behind those before it. No record's number is in two of these bundles,
/// and the acknowledged prefix is the beginning of them.
#[must_use]
pub fn trunk(epoch: &[BundleRow]) -> Vec<&BundleRow> {
    let seqs: BTreeSet<u32> = epoch.iter().map(|row| row.seq).collect();
    let mut trunk: Vec<&BundleRow> = Vec::with_capacity(seqs.len());
    for row in seqs.into_iter().filter_map(|seq| one_of(epoch, seq)) {
        let is_parent = |one: &BundleRow| one.seq + 1 == row.seq && one.digest == row.prev;
        let fits = trunk
            .last()
            .is_none_or(|newest| (newest.seq + 1 < row.seq || is_parent(newest)) && newest.last < row.first);
        // A bundle whose parent went another way goes that way too.
        let goes_on = trunk.last().is_some_and(|newest| is_parent(newest)) || !epoch.iter().any(is_parent);
        if fits && goes_on {
            trunk.push(row);
        }
    }
    trunk
}

/// The bundle of a number, where there is one, or one of them counts and no other does.
#[must_use]
pub fn one_of(epoch: &[BundleRow], seq: u32) -> Option<&BundleRow> {
    let all = || epoch.iter().filter(move |row| row.seq == seq);
    match all().count() {
        1 => all().next(),
        _ => {
            let mut counting = all().filter(|row| row.state.counts());
            counting.next().filter(|_| counting.next().is_none())
        }
    }
}
