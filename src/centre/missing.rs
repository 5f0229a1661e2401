//! Bundles that the centre lacks, by the numbers of those that it has. What came after an epoch's newest bundle cannot be known.

use super::{Access, Centre, outcome::QueryError};
use crate::{
    domain::{EpochId, StationId},
    ledger::{LedgerError, StationRow, Tx},
};
use std::collections::{BTreeMap, BTreeSet};

/// Ranges of numbers that are listed of an epoch; more are counted.
const MOST_RANGES: usize = 12;

/// Numbers of bundles that an epoch lacks although it has a later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Id of the station.
    pub station: StationId,
    /// Id of the epoch.
    pub epoch: EpochId,
    /// Consecutive numbers, the first and the last, in order.
    pub ranges: Vec<(u32, u32)>,
}

impl Missing {
    /// How many numbers are missing.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.ranges.iter().map(|(first, last)| u64::from(*last) + 1 - u64::from(*first)).sum()
    }

    /// The numbers as they are read: `4, 7–9`; after twelve ranges `…`.
    #[must_use]
    pub fn numbers(&self) -> String {
        let range = |(first, last): &(u32, u32)| {
            if first == last { first.to_string() } else { format!("{first}–{last}") }
        };
        let mut list: Vec<String> = self.ranges.iter().take(MOST_RANGES).map(range).collect();
        if self.ranges.len() > MOST_RANGES {
            list.push("…".to_owned());
        }
        list.join(", ")
    }
}

impl Centre {
    /// What is missing of the stations that the role may see, in order of station and epoch.
    ///
    /// # Errors
    /// The ledger's.
    pub fn missing(&self, access: &Access) -> Result<Vec<Missing>, QueryError> {
        Ok(self.ledger().read_tx(|tx| {
            let mut stations = tx.stations()?;
            stations.retain(|row| access.reads(&row.commune));
            missing(tx, &stations)
        })?)
    }
}

/// What is missing of these stations.
pub(super) fn missing(tx: &mut dyn Tx, stations: &[StationRow]) -> Result<Vec<Missing>, LedgerError> {
    let stations: BTreeSet<&StationId> = stations.iter().map(|row| &row.station).collect();
    let mut found: BTreeMap<(StationId, EpochId), Vec<(u32, u32)>> = BTreeMap::new();
    for gap in tx.gaps()? {
        if stations.contains(&gap.station) {
            found.entry((gap.station, gap.epoch)).or_default().push((gap.first, gap.last));
        }
    }
    Ok(found.into_iter().map(|((station, epoch), ranges)| Missing { station, epoch, ranges }).collect())
}
