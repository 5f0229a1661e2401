//! Signs of a station's epochs: an epoch is looked at as a whole, and its numbered papers with those of the epochs before it.

use crate::{
    bundle::Certificate,
    centre::contest_cache::ContestCache,
    domain::{EpochId, StationId},
    judging::{Earlier, EpochSigns, EpochView, FactsFault, Outline, chain::acknowledged, epoch_signs, has_papers},
    ledger::{BundleRow, EpochRow, LedgerError, StationRow, Tx},
};
use std::collections::{BTreeMap, BTreeSet};

/// What a station's epochs show together.
pub(super) type StationSigns = BTreeMap<EpochId, EpochSigns>;

/// One epoch with what is held of it.
struct Held {
    epoch: EpochRow,
    rows: Vec<BundleRow>,
    outlines: BTreeMap<i64, Outline>,
}

/// A station as the transaction sees it: the epochs that matter for one of them.
pub(super) struct StationEpochs<'c> {
    cache: &'c ContestCache,
    station: StationRow,
    /// In order of their numbers.
    held: Vec<Held>,
    sheets: BTreeSet<(i64, u64)>,
}

impl<'c> StationEpochs<'c> {
    /// Reads an epoch whose bundles are `rows`, those before it, and where it has papers those after it too. None for a station that
    /// has no place.
    pub fn read(
        tx: &mut dyn Tx,
        cache: &'c ContestCache,
        epochs: &[EpochRow],
        (own, rows): (&EpochRow, &[BundleRow]),
    ) -> Result<Option<Self>, LedgerError> {
        let Some(station) = cache.station(&own.station).cloned() else { return Ok(None) };
        let own_outlines = outlines(tx, &own.station, &own.epoch)?;
        let has_papers = has_papers(own_outlines.values());
        let mut held = Vec::new();
        for epoch in epochs.iter().filter(|epoch| epoch.epoch != own.epoch) {
            if epoch.number < own.number || (has_papers && epoch.number > own.number) {
                let rows = tx.bundles(&epoch.station, &epoch.epoch)?;
                let outlines = outlines(tx, &epoch.station, &epoch.epoch)?;
                held.push(Held { epoch: epoch.clone(), rows, outlines });
            }
        }
        let sheets = if has_papers { tx.other_sheets(&own.station)?.into_iter().collect() } else { BTreeSet::new() };
        held.push(Held { epoch: own.clone(), rows: rows.to_vec(), outlines: own_outlines });
        held.sort_by(|one, other| (one.epoch.number, &one.epoch.epoch).cmp(&(other.epoch.number, &other.epoch.epoch)));
        Ok(Some(Self { cache, station, held, sheets }))
    }

    /// What the epochs from this number on show, where one of them has these bundles instead of those that were read.
    pub fn signs(&self, from: u32, instead: Option<(&EpochId, &[BundleRow])>) -> StationSigns {
        let rules = &self.cache.rules;
        let mut signs = StationSigns::new();
        let mut earlier = Earlier::default();
        let mut at = 0;
        while let Some(number) = self.held.get(at).map(|held| held.epoch.number) {
            // Two epochs of one number are two copies of the station: neither was before the other.
            let same: Vec<&Held> = self.held.iter().skip(at).take_while(|held| held.epoch.number == number).collect();
            at += same.len();
            let next = self.held.get(at).map(|held| &held.epoch);
            let mut after = earlier.clone();
            for held in same {
                let rows =
                    instead.filter(|(epoch, _)| **epoch == held.epoch.epoch).map_or(&*held.rows, |(_, rows)| rows);
                let view = EpochView {
                    epoch: &held.epoch,
                    rows,
                    outlines: &held.outlines,
                    max_per_day: self.station.max_per_day,
                    enrolled: self.station.enrolled,
                    earlier: &earlier,
                    sheets: &self.sheets,
                };
                if number >= from {
                    signs.insert(held.epoch.epoch.clone(), epoch_signs(view, rules));
                }
                if let Some(next) = next {
                    after = Earlier::with(&EpochView { earlier: &after, ..view }, rules, is_whole(&view, next));
                }
            }
            earlier = after;
        }
        signs
    }
}

/// Whether all of an epoch is there that the next one goes on from.
fn is_whole(view: &EpochView<'_>, next: &EpochRow) -> bool {
    let certificate = next.certificate.as_deref().and_then(|bytes| Certificate::read(next.number, bytes).ok());
    let goes_on = certificate.filter(|certificate| certificate.after == view.epoch.epoch);
    goes_on.is_none_or(|certificate| acknowledged(view.rows).upto >= certificate.last)
}

/// The outlines of an epoch's bundles, by their ids.
pub(in crate::centre) fn outlines(
    tx: &mut dyn Tx,
    station: &StationId,
    epoch: &EpochId,
) -> Result<BTreeMap<i64, Outline>, LedgerError> {
    let read = |(id, bytes): (i64, Vec<u8>)| match Outline::read(&bytes) {
        Ok(outline) => Ok((id, outline)),
        Err(FactsFault::Newer) => Err(LedgerError::Newer),
        Err(FactsFault::Damaged) => Err(LedgerError::Damaged("outline")),
    };
    tx.outlines(station, epoch)?.into_iter().map(read).collect()
}
