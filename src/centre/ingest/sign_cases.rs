use super::{
    case::case,
    epoch::EpochState,
    station_signs::{StationEpochs, StationSigns},
};
use crate::{
    centre::{
        contest_cache::ContestCache,
        signs::{NO_SHIFT, sign_subject},
    },
    domain::{Moment, PersonKey, Sign, SignRule},
    judging::BundleSigns,
    ledger::{BundleRow, CaseKind, LedgerError, Tx},
};
use std::{collections::BTreeSet, sync::Arc};

/// What a new bundle, or other states of bundles, change in the signs of its epoch and of later ones of its station.
pub(in crate::centre) struct Shown {
    before: StationSigns,
    /// The signs now.
    pub after: StationSigns,
}

impl Shown {
    /// Compares the epoch with what it was when its bundles were `before`.
    pub fn new(
        tx: &mut dyn Tx,
        cache: &ContestCache,
        state: &EpochState,
        before: &[BundleRow],
    ) -> Result<Self, LedgerError> {
        let of = (&state.epoch, state.rows.as_slice());
        let Some(station) = StationEpochs::read(tx, cache, &state.epochs, of)? else {
            return Ok(Self { before: StationSigns::new(), after: StationSigns::new() });
        };
        let from = state.epoch.number;
        let (before, after) = (station.signs(from, Some((&state.epoch.epoch, before))), station.signs(from, None));
        Ok(Self { before, after })
    }

    /// Bundles that were there before, with what they showed then and show now.
    fn both(&self) -> impl Iterator<Item = (i64, &BundleSigns, &BundleSigns)> {
        self.before.iter().flat_map(move |(epoch, before)| {
            let after = self.after.get(epoch);
            before.iter().filter_map(move |(id, before)| Some((*id, &**before, &**after?.get(id)?)))
        })
    }

    /// Bundles that were there before, of whose records others than before were made in an open shift.
    pub fn other_shifts(&self) -> Vec<i64> {
        self.both().filter(|(_, before, after)| before.shifts != after.shifts).map(|(id, ..)| id).collect()
    }

    /// People in bundles that were there before who show other signs than they did, or whose papers and group lessons rest on something else.
    pub fn other_people(&self) -> BTreeSet<PersonKey> {
        let mut people = BTreeSet::new();
        for (_, before, after) in self.both() {
            let keys = before.people.keys().chain(after.people.keys());
            people.extend(keys.filter(|key| before.people.get(key) != after.people.get(key)));
            people.extend(after.other_bases(before));
        }
        people
    }

    /// The bundles that are new, and those that show other signs than before.
    fn news(&self) -> impl Iterator<Item = (i64, &BundleSigns)> {
        self.after.iter().flat_map(move |(epoch, after)| {
            let before = self.before.get(epoch);
            let known = move |id: &i64| before.and_then(|before| before.get(id));
            let is_other = move |(id, after): &(&i64, &Arc<BundleSigns>)| {
                known(id).is_none_or(|before| before.found != after.found)
            };
            after.iter().filter(is_other).map(|(id, signs)| (*id, &**signs))
        })
    }

    /// Opens the cases about what the bundles show: signs that the contest does not pass over, and records without an open shift.
    /// `pressed` tests of the new bundle were done with a few keys in turn; `shiftless` of its records belong to no open shift.
    pub fn open_cases(
        &self,
        tx: &mut dyn Tx,
        cache: &ContestCache,
        (row, rows): (&BundleRow, &[BundleRow]),
        (pressed, shiftless): (u64, usize),
        now: Moment,
    ) -> Result<(), LedgerError> {
        self.open_sign_cases(tx, cache, rows, now)?;
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

    /// Opens the cases about signs that the contest does not pass over. `rows` are the epoch's; those of others are read.
    pub fn open_sign_cases(
        &self,
        tx: &mut dyn Tx,
        cache: &ContestCache,
        rows: &[BundleRow],
        now: Moment,
    ) -> Result<(), LedgerError> {
        let news: Vec<(i64, &BundleSigns)> =
            self.news().filter(|(_, signs)| signs.listed(&cache.rules).next().is_some()).collect();
        let is_known = |id: i64| rows.iter().any(|row| row.id == id);
        let others: Vec<i64> = news.iter().map(|(id, _)| *id).filter(|id| !is_known(*id)).collect();
        let others = if others.is_empty() { Vec::new() } else { tx.bundles_by_id(&others)? };
        for (id, signs) in news {
            let Some(row) = rows.iter().chain(&others).find(|row| row.id == id) else { continue };
            for anomaly in signs.listed(&cache.rules) {
                let subject = sign_subject(row, anomaly.sign);
                tx.open_case(&case(CaseKind::Anomaly, subject, anomaly.detail.clone(), now))?;
            }
        }
        Ok(())
    }
}
