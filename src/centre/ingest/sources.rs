use super::epoch::EpochState;
use crate::{
    centre::{Keys, contest_cache::ContestCache},
    domain::{EpochId, StationId},
    judging::Source,
    ledger::{BundleRow, EpochRow, LedgerError, Tx},
};
use std::collections::{BTreeMap, BTreeSet};

/// The bundles that facts name, as the transaction sees them.
#[derive(Default)]
pub(in crate::centre) struct Sources {
    epochs: BTreeMap<(StationId, EpochId), Vec<BundleRow>>,
    /// A station's epochs, by its id.
    known: BTreeMap<StationId, Vec<EpochRow>>,
    /// In order of their ids.
    pub list: Vec<Source>,
}

impl Sources {
    /// An epoch as it is now.
    pub fn put(&mut self, state: &EpochState) {
        let station = &state.station.station;
        self.epochs.insert((station.clone(), state.epoch.epoch.clone()), state.rows.clone());
        self.known.insert(station.clone(), state.epochs.clone());
    }

    /// Reads those that are not known yet.
    pub fn need(
        &mut self,
        tx: &mut dyn Tx,
        cache: &ContestCache,
        keys: &Keys,
        ids: &BTreeSet<i64>,
    ) -> Result<(), LedgerError> {
        let is_new = |id: &i64| self.list.binary_search_by_key(id, |source| source.bundle).is_err();
        let missing: Vec<i64> = ids.iter().copied().filter(is_new).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let known = self.epochs.values().flatten().filter(|row| missing.contains(&row.id)).cloned();
        let mut rows: Vec<BundleRow> = known.collect();
        let unknown: Vec<i64> = missing.iter().copied().filter(|id| !rows.iter().any(|row| row.id == *id)).collect();
        if !unknown.is_empty() {
            rows.extend(tx.bundles_by_id(&unknown)?);
        }
        for row in rows {
            let of = (row.station.clone(), row.epoch.clone());
            if !self.epochs.contains_key(&of) {
                let rows = tx.bundles(&row.station, &row.epoch)?;
                self.epochs.insert(of.clone(), rows);
            }
            if !self.known.contains_key(&row.station) {
                let epochs = tx.epochs(&row.station)?;
                self.known.insert(row.station.clone(), epochs);
            }
            let epoch = self.epochs.get(&of).map(Vec::as_slice).unwrap_or_default();
            let epochs = self.known.get(&row.station).map(Vec::as_slice).unwrap_or_default();
            self.list.extend(cache.source(&row, epoch, epochs, keys));
        }
        self.list.sort_unstable_by_key(|source| source.bundle);
        Ok(())
    }

    pub fn get(&self, id: i64) -> Option<&Source> {
        let at = self.list.binary_search_by_key(&id, |source| source.bundle).ok()?;
        self.list.get(at)
    }
}
