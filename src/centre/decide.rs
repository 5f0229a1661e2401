use super::{
    Access, Actor, Centre,
    cases::epoch_of,
    contest_cache::{ContestCache, person_of},
    ingest::{EpochState, facts, judge_bundles, judge_people},
    outcome::{DecideRefusal, Decided},
    query::is_readable,
    signs::{sign_of, sign_subject},
};
use crate::{
    domain::{EpochId, Moment, PersonKey, SignRule, StationId},
    judging::chain::COUNT,
    ledger::{CaseKind, CaseRow, LedgerError, Tx},
};
use std::collections::BTreeSet;

/// What is to become of a case.
#[derive(Clone, Copy)]
enum Change<'w> {
    Decide(&'w str),
    Undo,
}

/// Who decides, and when.
#[derive(Clone, Copy)]
struct By<'a> {
    access: &'a Access,
    who: Actor,
    now: Moment,
}

impl Centre {
    /// Decides a case and re-judges every person it affects. `word` is one of `Case::words`.
    ///
    /// # Errors
    /// Why nothing was decided.
    pub fn decide(
        &self,
        access: &Access,
        case: i64,
        word: &str,
        who: Actor,
        now: Moment,
    ) -> Result<Decided, DecideRefusal> {
        self.change(case, Change::Decide(word), By { access, who, now })
    }

    /// Withdraws a decision: everything is as it would be without it.
    ///
    /// # Errors
    /// Why nothing was undone.
    pub fn undo(&self, access: &Access, case: i64, who: Actor, now: Moment) -> Result<Decided, DecideRefusal> {
        self.change(case, Change::Undo, By { access, who, now })
    }

    fn change(&self, case: i64, change: Change<'_>, by: By<'_>) -> Result<Decided, DecideRefusal> {
        self.ledger().write_tx(|tx| self.change_in(tx, case, change, by))
    }

    fn change_in(&self, tx: &mut dyn Tx, case: i64, change: Change<'_>, by: By<'_>) -> Result<Decided, DecideRefusal> {
        let By { access, who, now } = by;
        let mut row = tx.case(case)?.ok_or(DecideRefusal::UnknownCase)?;
        // The station is locked before anything is read of it that others may change.
        let station: Option<(StationId, EpochId)> = match row.kind {
            CaseKind::Contradiction | CaseKind::Anomaly => None,
            CaseKind::Fork | CaseKind::Revoked | CaseKind::Epoch | CaseKind::Late => epoch_of(&row.subject),
        };
        if let Some((station, _)) = &station {
            tx.station(station)?;
        }
        may_decide(tx, access, &row)?;
        let word = self.checked(tx, &row, change)?;
        let noted = word.clone().unwrap_or_else(|| "undo".to_owned());
        (row.decided, row.decided_by) = match word {
            Some(_) => (Some(now), Some(who.into())),
            None => (None, None),
        };
        row.decision.clone_from(&word);
        tx.set_case(&row)?;
        tx.note(now, who, &format!("decide {} {noted}", row.subject))?;
        let judged = match (row.kind, station) {
            (CaseKind::Anomaly, _) => self.count_signed(tx, &row, now)?,
            (CaseKind::Contradiction, _) => self.choose(tx, &row, word.as_deref(), now)?,
            (kind, Some((station, epoch))) => {
                let Some(mut state) = EpochState::read(tx, &station, &epoch)? else {
                    return Err(LedgerError::Damaged("case").into());
                };
                if kind == CaseKind::Epoch {
                    state.epoch.confirmed = word.as_deref() == Some(COUNT);
                    tx.put_epoch(&state.epoch)?;
                }
                self.renew(tx, &mut state, now)?
            }
            (_, None) => return Err(LedgerError::Damaged("case").into()),
        };
        Ok(Decided { judged })
    }

    /// The decision that the case has afterwards; none where it is open again.
    fn checked(&self, tx: &mut dyn Tx, row: &CaseRow, change: Change<'_>) -> Result<Option<String>, DecideRefusal> {
        match (change, &row.decision) {
            (Change::Undo, Some(_)) => Ok(None),
            (Change::Undo, None) => Err(DecideRefusal::Open),
            (Change::Decide(_), Some(_)) => Err(DecideRefusal::Decided),
            (Change::Decide(word), None) => {
                let words = self.case_in(tx, &mut None, row.clone())?.words;
                if words.iter().any(|known| known == word) {
                    Ok(Some(word.to_owned()))
                } else {
                    Err(DecideRefusal::Word { kind: row.kind, words })
                }
            }
        }
    }

    fn renew(&self, tx: &mut dyn Tx, state: &mut EpochState, now: Moment) -> Result<u64, LedgerError> {
        let cache = ContestCache::read(tx, self.keys(), Some(&self.cache()))?;
        let rows = state.rows.clone();
        let changed = state.renew(tx, &cache.rules, &rows, now)?;
        judge_bundles(self, tx, &cache, &changed, now)
    }

    /// Judges the people of the bundle again whose sign was decided about, where the contest holds entries back for it.
    fn count_signed(&self, tx: &mut dyn Tx, case: &CaseRow, now: Moment) -> Result<u64, LedgerError> {
        let cache = ContestCache::read(tx, self.keys(), Some(&self.cache()))?;
        let Some(sign) = sign_of(case).filter(|sign| cache.rules.sign(*sign) == SignRule::Hold) else { return Ok(0) };
        let Some((station, epoch)) = epoch_of(&case.subject) else { return Ok(0) };
        let rows = tx.bundles(&station, &epoch)?;
        let meant = rows.iter().filter(|row| sign_subject(row, sign) == case.subject);
        let bundles: Vec<i64> = meant.map(|row| row.id).collect();
        judge_bundles(self, tx, &cache, &bundles, now)
    }

    /// What was declared in one record counts for a person; none: the first declaration counts again.
    fn choose(&self, tx: &mut dyn Tx, case: &CaseRow, word: Option<&str>, now: Moment) -> Result<u64, LedgerError> {
        let person: PersonKey = person_of(&case.subject).ok_or(LedgerError::Damaged("case"))?;
        let chosen = match word {
            Some(word) => {
                let found = self.declarations(tx, &mut None, case)?;
                found.into_iter().find(|(_, one)| one.word == word).map(|(record, _)| record)
            }
            None => None,
        };
        let Some(mut row) = tx.people(&[person])?.pop() else { return Ok(0) };
        let mut facts = facts(&row.facts)?;
        facts.choose(chosen);
        row.facts = facts.write();
        tx.set_people(&[row])?;
        let cache = ContestCache::read(tx, self.keys(), Some(&self.cache()))?;
        judge_people(self, tx, &cache, &BTreeSet::from([person]), now)
    }
}

/// Whether the role may decide this case. Whom a contradiction is about may live anywhere: the city decides it.
fn may_decide(tx: &mut dyn Tx, access: &Access, row: &CaseRow) -> Result<(), DecideRefusal> {
    let Some(unit) = access.unit().filter(|_| row.kind != CaseKind::Contradiction) else {
        return Ok(access.administers()?);
    };
    let own = match epoch_of(&row.subject) {
        Some((station, _)) => is_readable(tx, access, &station)?,
        None => false,
    };
    if own { Ok(access.acts_in(unit.as_str())?) } else { Ok(access.administers()?) }
}
