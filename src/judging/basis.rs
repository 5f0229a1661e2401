//! What records of group lessons and numbered papers rest on, as it is known.

use super::{evening_outline::PaperBatchV1, facts::Bytes32, reason::Reason};
use crate::{domain::Moment, ledger::Wait};
use std::collections::{BTreeMap, BTreeSet};

/// What a group's topic or a numbered paper rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    /// All that has to stand before it does.
    Stands,
    /// The same of a paper, which counts by the time of its collection.
    Collected(Collected),
    /// What it rests on has not arrived.
    Waits(Wait),
    /// It does not count.
    Refused(Reason),
}

/// When a paper was collected: what the clock claimed, and the bounds of the bundle that states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Collected {
    pub wall: Moment,
    pub suspect: bool,
    pub lower: Moment,
    pub received: Moment,
}

/// What is known of one record: its basis, and the signs that it shows, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RecordBasis {
    pub person: Bytes32,
    pub basis: Basis,
    pub signs: u32,
}

/// The records of group lessons and papers of one bundle, by their numbers.
pub(super) type Bases = BTreeMap<u64, RecordBasis>;

/// What a station had printed, collected and keyed in before an epoch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    pub(super) books: Books,
    pub(super) handed: BTreeSet<(PaperBatchV1, u8)>,
    /// Nothing of it is missing.
    pub(super) is_whole: bool,
}

/// That nothing was before: of a station's first epoch.
impl Default for Earlier {
    fn default() -> Self {
        Self { books: Books::default(), handed: BTreeSet::new(), is_whole: true }
    }
}

/// Batches of papers, by their numbers.
pub(super) type Books = BTreeMap<PaperBatchV1, Book>;

/// What has become of a batch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Book {
    pub printed: Vec<Printing>,
    pub collected: BTreeMap<u8, Collecting>,
    pub void: BTreeSet<u8>,
}

/// A printing of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Printing {
    pub count: u8,
    pub pack: Option<[u8; 32]>,
    pub mono_ms: u64,
    pub boot: u64,
}

/// A collection of papers, with its steady clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Collecting {
    pub collected: Collected,
    pub mono_ms: u64,
    pub boot: u64,
}
