use super::{
    epoch::EpochState,
    station_signs::{StationEpochs, StationSigns},
};
use crate::{
    centre::{
        Keys,
        contest_cache::ContestCache,
        signs::{FINE, sheet_subject, sign_subject},
    },
    domain::{EpochId, Sign, StationId},
    judging::{
        EpochSigns, Holds, Source,
        chain::{COUNT, EXCLUDE},
    },
    ledger::{BundleRow, CaseKind, EpochRow, LedgerError, Tx},
};
use std::collections::{BTreeMap, BTreeSet};

/// The bundles that facts name, as the transaction sees them.
#[derive(Default)]
pub(in crate::centre) struct Sources {
    epochs: BTreeMap<(StationId, EpochId), Vec<BundleRow>>,
    /// A station's epochs, by its id.
    known: BTreeMap<StationId, Vec<EpochRow>>,
    signs: BTreeMap<(StationId, EpochId), EpochSigns>,
    /// In order of their ids.
    pub list: Vec<Source>,
}

impl Sources {
    /// An epoch as it is now, with the signs that its bundles and those of others of its station show.
    pub fn put(&mut self, state: &EpochState, signs: StationSigns) {
        let station = &state.station.station;
        self.epochs.insert((station.clone(), state.epoch.epoch.clone()), state.rows.clone());
        self.signs.extend(signs.into_iter().map(|(epoch, signs)| ((station.clone(), epoch), signs)));
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
            if !self.signs.contains_key(&of) {
                self.signs.insert(of.clone(), signs(tx, cache, epoch, epochs)?);
            }
            let Some(mut source) = cache.source(&row, epoch, epochs, keys) else { continue };
            source.signs = self.signs.get(&of).and_then(|signs| signs.get(&row.id)).cloned().unwrap_or_default();
            source.holds = holds(tx, cache, &row, &source)?;
            self.list.push(source);
        }
        self.list.sort_unstable_by_key(|source| source.bundle);
        Ok(())
    }

    pub fn get(&self, id: i64) -> Option<&Source> {
        let at = self.list.binary_search_by_key(&id, |source| source.bundle).ok()?;
        self.list.get(at)
    }
}

/// The signs that an epoch's bundles show together.
fn signs(
    tx: &mut dyn Tx,
    cache: &ContestCache,
    rows: &[BundleRow],
    epochs: &[EpochRow],
) -> Result<EpochSigns, LedgerError> {
    let own = rows.first().and_then(|first| epochs.iter().find(|row| row.epoch == first.epoch));
    let Some(own) = own else { return Ok(EpochSigns::new()) };
    let Some(station) = StationEpochs::read(tx, cache, epochs, (own, rows))? else { return Ok(EpochSigns::new()) };
    Ok(station.signs(own.number, None).remove(&own.epoch).unwrap_or_default())
}

/// What was decided about the signs of a bundle that hold its entries back.
fn holds(tx: &mut dyn Tx, cache: &ContestCache, row: &BundleRow, source: &Source) -> Result<Holds, LedgerError> {
    let holding = cache.rules.holding();
    let mut holds = Holds::default();
    if holding == 0 {
        return Ok(holds);
    }
    let shown = source.signs.people.values().fold(Sign::Keys.bit(), |all, bits| all | bits);
    for sign in Sign::ALL.into_iter().filter(|sign| sign.bit() & holding & shown != 0) {
        let subjects = match sign {
            Sign::Sheet => {
                let others = tx.other_sheets(&row.station)?.into_iter().filter(|(bundle, _)| *bundle == row.id);
                others.map(|(_, number)| sheet_subject(row, number)).collect()
            }
            _ => vec![sign_subject(row, sign)], // else: one case for all of a bundle's entries
        };
        for subject in subjects {
            let case = tx.case_about(CaseKind::Anomaly, &subject)?;
            match case.and_then(|case| case.decision).as_deref() {
                Some(FINE | COUNT) => (),
                Some(EXCLUDE) => holds.excluded |= sign.bit(),
                Some(_) | None => holds.undecided |= sign.bit(),
            }
        }
    }
    Ok(holds)
}
