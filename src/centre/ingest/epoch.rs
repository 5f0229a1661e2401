use super::case::case;
use crate::{
    bundle::{BundleFault, Certificate},
    centre::{Keys, anchor::examine_kept, contest_cache::ContestCache, signs::ROLLED_BACK},
    domain::{EpochId, Moment, PersonKey, StationId},
    judging::{
        ContestRules,
        chain::{Decisions, Doubt, doubts, forks, state},
        lower,
    },
    ledger::{BundleRow, CaseKind, EpochRow, LedgerError, StationRow, Tx},
    record::RecordView,
};
use std::collections::BTreeSet;

/// An epoch of a station within a transaction that has locked the station.
pub(in crate::centre) struct EpochState {
    pub station: StationRow,
    pub epoch: EpochRow,
    /// All that the station has, this one among them.
    pub epochs: Vec<EpochRow>,
    pub rows: Vec<BundleRow>,
}

impl EpochState {
    /// What the ledger holds of an epoch; none for one that it does not know.
    pub fn read(tx: &mut dyn Tx, id: &StationId, epoch: &EpochId) -> Result<Option<Self>, LedgerError> {
        let Some(station) = tx.station(id)? else { return Ok(None) };
        let epochs = tx.epochs(id)?;
        let Some(own) = epochs.iter().find(|row| row.epoch == *epoch).cloned() else { return Ok(None) };
        Ok(Some(Self { station, epoch: own, epochs, rows: tx.bundles(id, epoch)? }))
    }

    /// Gives each bundle the state that follows from what is held and decided; opens cases for what is to be decided. Returns
    /// the ids of the bundles whose records must be re-judged: theirs has changed, or the time in which they can have happened.
    /// `before` are the bundles as they were last seen.
    pub fn renew(
        &mut self,
        tx: &mut dyn Tx,
        rules: &ContestRules,
        before: &[BundleRow],
        now: Moment,
    ) -> Result<Vec<i64>, LedgerError> {
        let forks = forks(&self.rows);
        let closed =
            |row: &BundleRow| row.earliest != Moment::MAX && rules.ends().is_some_and(|ends| row.received >= ends);
        let mut decisions = Decisions::new();
        let mut asked: BTreeSet<Doubt> = BTreeSet::new();
        let mut changed = Vec::new();
        let mut states = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let doubts = doubts(row, &forks, &self.station, &self.epoch, closed(row));
            for doubt in &doubts {
                if !asked.insert(doubt.clone()) {
                    continue;
                }
                let word = match tx.case_about(doubt.kind, &doubt.subject)? {
                    Some(case) => case.decision,
                    None => {
                        tx.open_case(&case(doubt.kind, doubt.subject.clone(), detail(doubt.kind, &self.epoch), now))?;
                        None
                    }
                };
                if let Some(word) = word {
                    decisions.insert((doubt.kind, doubt.subject.clone()), word);
                }
            }
            states.push(state(row, &self.rows, &doubts, &decisions));
        }
        for (row, state) in self.rows.iter_mut().zip(states) {
            let is_other = row.state != state;
            row.state = state;
            if row.id == 0 {
                continue;
            }
            if is_other {
                tx.set_bundle_state(row.id, state)?;
                changed.push(row.id);
            }
        }
        for row in self.rows.iter().filter(|row| row.id != 0) {
            let was = lower(row, before, self.station.enrolled);
            let is = lower(row, &self.rows, self.station.enrolled);
            if was != is && is > row.earliest && !changed.contains(&row.id) {
                changed.push(row.id);
            }
        }
        Ok(changed)
    }
}

/// What a case about an epoch has to add: how far behind its own mark the station was.
fn detail(kind: CaseKind, epoch: &EpochRow) -> String {
    let certificate = (kind == CaseKind::Epoch).then_some(epoch.certificate.as_deref()).flatten();
    let certificate = certificate.and_then(|bytes| Certificate::read(epoch.number, bytes).ok());
    let seen = certificate.and_then(|one| Some((one.last, one.seen?)));
    seen.map(|(last, (seen, _))| format!("{ROLLED_BACK} seen={seen} kept={last}")).unwrap_or_default()
}

/// Everybody whom these bundles mention: it is opened again, which is rarer than keeping a list would be dear.
pub(in crate::centre) fn people_of(
    tx: &mut dyn Tx,
    cache: &ContestCache,
    keys: &Keys,
    bundles: &[i64],
) -> Result<BTreeSet<PersonKey>, LedgerError> {
    let mut people = BTreeSet::new();
    for row in tx.bundles_by_id(bundles)? {
        let Some(bytes) = tx.bundle_bytes(row.id)? else {
            // At the end of the term nobody is left who could be judged again.
            if cache.ended.is_some() {
                continue;
            }
            return Err(LedgerError::Damaged("bundle"));
        };
        let epochs = tx.epochs(&row.station)?;
        let Some(examined) = examine_kept(&bytes, &epochs, &cache.rules.contest)? else { continue };
        let identities: Vec<&str> = keys.identities.iter().map(|one| one.as_str()).collect();
        let each = |_: u64, record: Option<RecordView<'_>>| {
            if let Some(record) = record {
                people.extend(record.person);
                if let crate::record::BodyView::Moved { to, .. } = &record.body {
                    people.extend(crate::crypto::unhex(to).map(PersonKey));
                }
            }
            Ok::<(), BundleFault>(())
        };
        examined.scan(&identities, each).map_err(|_| LedgerError::Damaged("bundle"))?;
    }
    Ok(people)
}
