use super::{case::case, epoch::EpochState, sources::outlines};
use crate::{
    centre::{
        contest_cache::ContestCache,
        signs::{NO_SHIFT, sign_subject},
    },
    domain::{Moment, PersonKey, Sign, SignRule},
    judging::{EpochSigns, EpochView, epoch_signs},
    ledger::{BundleRow, CaseKind, LedgerError, Tx},
};
use std::collections::BTreeSet;

/// What a new bundle changes in the signs of its epoch.
pub(super) struct Shown {
    row: i64,
    before: EpochSigns,
    /// The signs with the new bundle.
    pub after: EpochSigns,
}

impl Shown {
    /// Compares the epoch with and without the bundle of this id.
    pub fn new(tx: &mut dyn Tx, cache: &ContestCache, state: &EpochState, row: i64) -> Result<Self, LedgerError> {
        let (station, epoch) = (&state.station, &state.epoch);
        let outlines = outlines(tx, &station.station, &epoch.epoch)?;
        let view = EpochView { epoch, rows: &state.rows, outlines: &outlines, max_per_day: station.max_per_day };
        let older: Vec<BundleRow> = state.rows.iter().filter(|one| one.id != row).cloned().collect();
        let before = epoch_signs(EpochView { rows: &older, ..view }, &cache.rules);
        Ok(Self { row, before, after: epoch_signs(view, &cache.rules) })
    }

    /// Bundles that were there before, of whose records others than before were made in an open shift.
    pub fn other_shifts(&self) -> Vec<i64> {
        let is_other =
            |id: &&i64| self.before.get(id).map(|one| &one.shifts) != self.after.get(id).map(|one| &one.shifts);
        self.before.keys().filter(is_other).copied().collect()
    }

    /// People in bundles that were there before who show other signs than they did.
    pub fn other_people(&self) -> BTreeSet<PersonKey> {
        let mut people = BTreeSet::new();
        for (id, before) in &self.before {
            let Some(after) = self.after.get(id) else { continue };
            let keys = before.people.keys().chain(after.people.keys());
            people.extend(keys.filter(|key| before.people.get(key) != after.people.get(key)));
        }
        people
    }

    /// The new bundle, and those that show other signs than before.
    fn news(&self) -> impl Iterator<Item = i64> {
        let is_other = |id: &&i64| {
            **id == self.row || self.before.get(id).map(|one| &one.found) != self.after.get(id).map(|one| &one.found)
        };
        self.after.keys().filter(is_other).copied()
    }

    /// Opens the cases about what the bundles show: signs that the contest does not pass over, and records without an open shift.
    /// `pressed` tests of the new bundle were done with a few keys in turn; `shiftless` of its records belong to no open shift.
    pub fn open_cases(
        &self,
        tx: &mut dyn Tx,
        cache: &ContestCache,
        rows: &[BundleRow],
        (pressed, shiftless): (u64, usize),
        now: Moment,
    ) -> Result<(), LedgerError> {
        let find = |id: i64| rows.iter().find(|row| row.id == id);
        for (row, signs) in self.news().filter_map(|id| Some((find(id)?, self.after.get(&id)?))) {
            for anomaly in signs.listed(&cache.rules) {
                let subject = sign_subject(row, anomaly.sign);
                tx.open_case(&case(CaseKind::Anomaly, subject, anomaly.detail.clone(), now))?;
            }
        }
        let Some(row) = find(self.row) else { return Ok(()) };
        if pressed > 0 && cache.rules.sign(Sign::Keys) != SignRule::Count {
            let subject = sign_subject(row, Sign::Keys);
            tx.open_case(&case(CaseKind::Anomaly, subject, format!("entries={pressed}"), now))?;
        }
        // Before a gap is filled nobody knows what was opened in it.
        let is_whole = (1..row.seq).all(|seq| rows.iter().any(|one| one.seq == seq));
        if shiftless > 0 && is_whole {
            let subject = format!("{} {} {}{NO_SHIFT}", row.station, row.epoch, row.seq);
            tx.open_case(&case(CaseKind::Anomaly, subject, format!("records={shiftless}"), now))?;
        }
        Ok(())
    }
}
