use super::{Earlier, Outline};
use crate::{
    domain::Moment,
    ledger::{BundleRow, EpochRow},
};
use std::collections::{BTreeMap, BTreeSet};

/// What a reader needs to know of an epoch.
#[derive(Clone, Copy, Debug)]
pub struct EpochView<'e> {
    /// The epoch itself.
    pub epoch: &'e EpochRow,
    /// Its bundles.
    pub rows: &'e [BundleRow],
    /// Their outlines, by the bundles' ids; none for those that are held from before there were outlines.
    pub outlines: &'e BTreeMap<i64, Outline>,
    /// Entries a day that the station's place allows.
    pub max_per_day: u32,
    /// When the station got its place.
    pub enrolled: Moment,
    /// What the station's earlier epochs brought of numbered papers.
    pub earlier: &'e Earlier,
    /// Bundle and number of each paper whose sheet is another one or is not there.
    pub sheets: &'e BTreeSet<(i64, u64)>,
}
