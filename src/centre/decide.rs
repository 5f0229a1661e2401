use super::{
    Access, Actor, Centre,
    case_list::tidy_remark,
    cases::{Case, LATER, TWO, UNDO, epoch_of},
    contest_cache::ContestCache,
    ingest::{EpochState, Shown, facts, judge_bundles, judge_people},
    outcome::{DecideRefusal, Decided},
    person::person_in,
    signs::{is_about, sign_of},
};
use crate::{
    domain::{EpochId, Moment, PersonKey, SignRule, StationId},
    judging::chain::COUNT,
    ledger::{CaseKind, CaseRow, LedgerError, RecordId, Tx},
};
use std::collections::BTreeSet;

/// What is to become of a case.
#[derive(Clone, Copy)]
enum Change<'w> {
    /// The decision, and what is remarked about it.
    Decide(&'w str, &'w str),
    /// Of this decision alone, where its moment is given.
    Undo(Option<Moment>),
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
        self.change(case, Change::Decide(word, ""), By { access, who, now })
    }

    /// As `decide`, with a remark that is shown with the decision; at most `LONGEST_REMARK` characters of it are kept.
    ///
    /// # Errors
    /// As `decide`.
    pub fn decide_with_remark(
        &self,
        access: &Access,
        case: i64,
        (word, remark): (&str, &str),
        who: Actor,
        now: Moment,
    ) -> Result<Decided, DecideRefusal> {
        self.change(case, Change::Decide(word, remark), By { access, who, now })
    }

    /// Withdraws a decision: everything is as it would be without it. A case that was put aside is among the others again.
    ///
    /// # Errors
    /// Why nothing was undone.
    pub fn undo(&self, access: &Access, case: i64, who: Actor, now: Moment) -> Result<Decided, DecideRefusal> {
        self.change(case, Change::Undo(None), By { access, who, now })
    }

    /// As `undo`, of the decision that was made at this moment and of no later one.
    ///
    /// # Errors
    /// As `undo`; `Decided` where another decision has taken its place.
    pub fn undo_decision_of(
        &self,
        access: &Access,
        case: i64,
        decided: Moment,
        who: Actor,
        now: Moment,
    ) -> Result<Decided, DecideRefusal> {
        self.change(case, Change::Undo(Some(decided)), By { access, who, now })
    }

    fn change(&self, case: i64, change: Change<'_>, by: By<'_>) -> Result<Decided, DecideRefusal> {
        self.ledger().write_tx(|tx| self.change_in(tx, case, change, by))
    }

    fn change_in(&self, tx: &mut dyn Tx, case: i64, change: Change<'_>, by: By<'_>) -> Result<Decided, DecideRefusal> {
        let By { access, who, now } = by;
        // The case is locked by reading it: of several who decide at once the second reads what the first has decided.
        let mut row = tx.case(case)?.ok_or(DecideRefusal::UnknownCase)?;
        // The station is locked before anything is read of it that others may change.
        let station: Option<(StationId, EpochId)> = match row.kind {
            CaseKind::Contradiction | CaseKind::Anomaly => None,
            CaseKind::Fork | CaseKind::Revoked | CaseKind::Epoch | CaseKind::Late => epoch_of(&row.subject),
        };
        if let Some((station, _)) = &station {
            tx.station(station)?;
        }
        access.administers()?;
        let before = row.decision.clone();
        let mut cache = None;
        let (noted, chosen) = self.changed(tx, &mut cache, &mut row, change, (who, now))?;
        tx.set_case(&row)?;
        tx.note(now, who, &format!("decide {case} {} {noted}", row.subject))?;
        if row.decision == before {
            return Ok(Decided { judged: 0 }); // put aside, or no longer
        }
        let judged = match (row.kind, station) {
            (CaseKind::Anomaly, _) => self.count_signed(tx, &row, now)?,
            (CaseKind::Contradiction, _) => self.choose(tx, cache, (&row, chosen), now)?,
            (kind, Some((station, epoch))) => {
                let Some(mut state) = EpochState::read(tx, &station, &epoch)? else {
                    return Err(LedgerError::Damaged("case").into());
                };
                if kind == CaseKind::Epoch {
                    state.epoch.confirmed = row.decision.as_deref() == Some(COUNT);
                    tx.put_epoch(&state.epoch)?;
                }
                self.renew(tx, &mut state, now)?
            }
            (_, None) => return Err(LedgerError::Damaged("case").into()),
        };
        Ok(Decided { judged })
    }

    /// Makes of a case what it is to become. Returns the word for the trail, and of a contradiction the record whose declaration was
    /// chosen.
    fn changed(
        &self,
        tx: &mut dyn Tx,
        cache: &mut Option<ContestCache>,
        row: &mut CaseRow,
        change: Change<'_>,
        (who, now): (Actor, Moment),
    ) -> Result<(String, Option<RecordId>), DecideRefusal> {
        let undone = || Ok((UNDO.to_owned(), None));
        let is_aside = row.aside.is_some();
        match (change, &row.decision) {
            (Change::Undo(Some(seen)), Some(_)) if row.decided != Some(seen) => Err(decided(row)),
            (Change::Undo(_), Some(_)) => {
                (row.decision, row.decided, row.decided_by, row.remark) = (None, None, None, None);
                undone()
            }
            (Change::Undo(None), None) if is_aside => {
                row.aside = None;
                undone()
            }
            (Change::Undo(_), None) => Err(DecideRefusal::Open),
            (Change::Decide(..), Some(_)) => Err(decided(row)),
            (Change::Decide(word, remark), None) => {
                let Case { words, declarations, .. } = self.case_in(tx, cache, row.clone())?;
                if !words.iter().any(|known| known == word) {
                    return Err(DecideRefusal::Word { kind: row.kind, words });
                }
                let remark = tidy_remark(remark);
                if word == LATER {
                    row.aside = Some((now, who.into()));
                    if !remark.is_empty() {
                        self.add_note(tx, row, &remark, (who, now))?;
                    }
                    return Ok((LATER.to_owned(), None));
                }
                row.remark = if remark.is_empty() { None } else { Some(self.sealed_remark(row, &remark)?) };
                row.aside = None;
                (row.decision, row.decided, row.decided_by) = (Some(word.to_owned()), Some(now), Some(who.into()));
                let chosen = declarations.into_iter().find(|one| one.word == word).map(|one| one.record);
                Ok((word.to_owned(), chosen))
            }
        }
    }

    fn renew(&self, tx: &mut dyn Tx, state: &mut EpochState, now: Moment) -> Result<u64, LedgerError> {
        let cache = ContestCache::read(tx, self.keys(), Some(&self.cache()))?;
        let rows = state.rows.clone();
        let changed = state.renew(tx, &cache.rules, &rows, now)?;
        let judged = judge_bundles(self, tx, &cache, &changed, now)?;
        // A paper that counted by what is decided to be another copy's may be one that was keyed in twice, or no longer.
        let shown = Shown::new(tx, &cache, state, &rows)?;
        let others = shown.other_people();
        let again = if others.is_empty() { 0 } else { judge_people(self, tx, &cache, &others, now)? };
        shown.open_sign_cases(tx, &cache, &state.rows, now)?;
        Ok(judged + again)
    }

    /// Judges the people of the bundle again whose sign was decided about, where the contest holds entries back for it.
    fn count_signed(&self, tx: &mut dyn Tx, case: &CaseRow, now: Moment) -> Result<u64, LedgerError> {
        let cache = ContestCache::read(tx, self.keys(), Some(&self.cache()))?;
        let Some(sign) = sign_of(case).filter(|sign| cache.rules.sign(*sign) == SignRule::Hold) else { return Ok(0) };
        let Some((station, epoch)) = epoch_of(&case.subject) else { return Ok(0) };
        let rows = tx.bundles(&station, &epoch)?;
        let meant = rows.iter().filter(|row| is_about(case, row, sign));
        let bundles: Vec<i64> = meant.map(|row| row.id).collect();
        judge_bundles(self, tx, &cache, &bundles, now)
    }

    /// What was declared in one record counts for a person, or what was declared first; or it is about two people.
    fn choose(
        &self,
        tx: &mut dyn Tx,
        cache: Option<ContestCache>,
        (case, chosen): (&CaseRow, Option<RecordId>),
        now: Moment,
    ) -> Result<u64, LedgerError> {
        let person: PersonKey = person_in(&case.subject).ok_or(LedgerError::Damaged("case"))?;
        let Some(mut row) = tx.people(&[person])?.pop() else { return Ok(0) };
        let mut facts = facts(&row.facts)?;
        match case.decision.as_deref() {
            Some(TWO) => facts.part(),
            Some(_) | None => facts.choose(chosen),
        }
        row.facts = facts.write();
        tx.set_people(&[row])?;
        let cache = match cache {
            Some(cache) => cache,
            None => ContestCache::read(tx, self.keys(), Some(&self.cache()))?,
        };
        judge_people(self, tx, &cache, &BTreeSet::from([person]), now)
    }
}

/// That somebody has decided before.
pub(super) fn decided(row: &CaseRow) -> DecideRefusal {
    DecideRefusal::Decided {
        word: row.decision.clone().unwrap_or_default(),
        by: row.decided_by.clone(),
        at: row.decided.unwrap_or(row.opened),
    }
}
