//! Freezing: everything is read at one moment of the ledger, then kept under the next number.

use super::{
    checklist::Checklist,
    file_kind::SetFileKind,
    prizes::{Field, Prizes, read_prizes},
    refusals::ClosingRefusal,
    seal::{open_set, seal_set},
    set::{FrozenSet, OpenLine, SetKind, StationMark},
};
use crate::{
    centre::{Access, Actor, Centre, contest_cache::ended, outcome::QueryError},
    crypto::{canonical::V1, hex, sha256},
    domain::{Contest, Moment},
    ledger::{FinalSetRow, LedgerError, RecordedActor, StationRow, Tx},
};

/// Frozen set with what the ledger states about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// Its number, when and by whom it was frozen, and its signature.
    pub row: FinalSetRow,
    /// Its content.
    pub set: FrozenSet,
    /// The same as it is signed.
    pub bytes: Vec<u8>,
}

impl Centre {
    /// Freezes the set of this number, which is the next one.
    ///
    /// # Errors
    /// Why nothing was frozen: the role may not; a line blocks, or nobody has stated a word about it; the number is taken; the ledger's.
    pub fn freeze(&self, access: &Access, number: u32, (who, now): (Actor, Moment)) -> Result<Frozen, ClosingRefusal> {
        access.administers()?;
        let set = self.draft_set(number, (who, now))?;
        let bytes = set.write();
        let row =
            FinalSetRow { number, frozen: now, frozen_by: who.into(), digest: sha256(&[&bytes]), signature: None };
        let sealed = seal_set(self.keys(), number, &bytes)?;
        let named: String = hex(&row.digest).chars().take(12).collect();
        self.ledger().write_tx(|tx| {
            if !tx.add_final_set(&row, &sealed)? {
                return Err(taken(tx)?);
            }
            Ok(tx.note(now, who, &format!("freeze {number} {named}"))?)
        })?;
        Ok(Frozen { row, set, bytes })
    }

    /// What would be frozen under this number.
    fn draft_set(&self, number: u32, (who, now): (Actor, Moment)) -> Result<FrozenSet, ClosingRefusal> {
        let (units, cache) = (self.units()?, self.reload_cache()?);
        let contest = cache.rules.published.as_ref().ok_or(ClosingRefusal::NoDays)?;
        let read = self.ledger().read_tx(|tx| {
            if let Some(at) = ended(tx)? {
                return Ok(Err(ClosingRefusal::TermOver { at }));
            }
            let newest = tx.final_sets()?.first().map_or(0, |row| row.number);
            if newest.checked_add(1) != Some(number) {
                return taken(tx).map(Err);
            }
            let prizes = read_prizes(tx, &Field { units: &units, contest: Some(contest), now })?;
            let list = self.read_checklist(tx, &prizes, Some(contest), now)?;
            Ok(Ok((prizes, list, tx.stations()?)))
        })?;
        let (prizes, list, stations) = read?;
        let blocking: Vec<_> = list.blocking().collect();
        if !blocking.is_empty() {
            return Err(ClosingRefusal::Blocked(blocking));
        }
        let unstated: Vec<_> = list.unstated().collect();
        if !unstated.is_empty() {
            return Err(ClosingRefusal::Unstated(unstated));
        }
        Ok(self.whole(contest, (number, who, now), prizes, &list, &stations))
    }

    fn whole(
        &self,
        contest: &Contest,
        (number, who, now): (u32, Actor, Moment),
        prizes: Prizes,
        list: &Checklist,
        stations: &[StationRow],
    ) -> FrozenSet {
        let mark = |row: &StationRow| StationMark {
            station: row.station.to_string(),
            unit: row.commune.clone(),
            receipt: row.receipts,
        };
        let mut marks: Vec<StationMark> = stations.iter().map(mark).collect();
        marks.sort_by(|one, other| one.station.cmp(&other.station));
        let open = |one: &super::Checked| {
            let word = one.word.as_ref();
            OpenLine {
                line: one.line.as_str().to_owned(),
                figure: one.figure,
                word: word.map(|word| word.text.clone()).unwrap_or_default(),
                by: word.map(|word| account(&word.who)).unwrap_or_default(),
            }
        };
        let rules = &contest.rules;
        FrozenSet {
            v: V1,
            kind: SetKind::Closing,
            contest: self.keys().contest.clone(),
            title: contest.title.clone(),
            centre: self.keys().name.clone(),
            rehearsal: contest.rehearsal,
            opens: contest.opens.to_string(),
            closes: contest.closes.to_string(),
            number,
            at_ms: now.0,
            by: account(&who.into()),
            rule: super::PrizeRule::new(&rules.prizes, rules.attempts, rules.paper_ranks),
            total: prizes.total,
            units: prizes.units,
            communes: prizes.communes,
            persons: prizes.persons,
            more_equal: prizes.more_equal,
            open: list.open().map(open).collect(),
            stations: marks,
        }
    }

    /// All sets, the newest first, without their content.
    ///
    /// # Errors
    /// The role may not, or the ledger's.
    pub fn frozen_sets(&self, access: &Access) -> Result<Vec<FinalSetRow>, QueryError> {
        access.administers()?;
        Ok(self.ledger().read_tx(|tx| tx.final_sets())?)
    }

    /// The set of this number; none where there is none.
    ///
    /// # Errors
    /// The role may not, or the ledger's.
    pub fn frozen_set(&self, access: &Access, number: u32) -> Result<Option<Frozen>, QueryError> {
        access.administers()?;
        Ok(self.kept_set(|row| row.number == number)?)
    }

    /// The set of this number for a file that leaves: the trail records it with the kind of the file.
    ///
    /// # Errors
    /// As `frozen_set`.
    pub fn frozen_set_for_file(
        &self,
        access: &Access,
        (number, kind): (u32, SetFileKind),
        (who, now): (Actor, Moment),
    ) -> Result<Option<Frozen>, QueryError> {
        let found = self.frozen_set(access, number)?;
        let is_there = |frozen: &Frozen| kind != SetFileKind::Signature || frozen.row.signature.is_some();
        let found = found.filter(is_there);
        if found.is_some() {
            let kind = kind.as_str();
            self.ledger().write_tx(|tx| tx.note(now, who, &format!("take-closing {number} {kind}")))?;
        }
        Ok(found)
    }

    /// The newest set that is signed, for everybody. Takes no `Access`: what is shown of it names nobody.
    ///
    /// # Errors
    /// The ledger's.
    pub fn published_set(&self) -> Result<Option<Frozen>, LedgerError> {
        self.kept_set(|row| row.signature.is_some())
    }

    /// The newest set of which this holds.
    pub(super) fn kept_set(&self, is_it: impl Fn(&FinalSetRow) -> bool) -> Result<Option<Frozen>, LedgerError> {
        let found = self.ledger().read_tx(|tx| {
            let Some(row) = tx.final_sets()?.into_iter().find(|row| is_it(row)) else { return Ok(None) };
            let sealed = tx.final_set_bytes(row.number)?.ok_or(LedgerError::Damaged("closing"))?;
            Ok(Some((row, sealed)))
        })?;
        let Some((row, sealed)) = found else { return Ok(None) };
        let bytes = open_set(self.keys(), row.number, &sealed)?;
        // Who changes the row needs the key, and who has the key does not have the signer's.
        let is_same = sha256(&[&bytes]) == row.digest;
        let set = FrozenSet::read(&bytes).ok().filter(|set| is_same && set.number == row.number);
        Ok(Some(Frozen { set: set.ok_or(LedgerError::Damaged("closing"))?, row, bytes }))
    }
}

/// Who did something, as a set names them: the account alone.
fn account(who: &RecordedActor) -> String {
    match who.actor() {
        Some(Actor::Account(name)) => name.to_string(),
        Some(Actor::CommandLine | Actor::Station) | None => who.as_str().to_owned(),
    }
}

/// That somebody else has frozen a set meanwhile.
fn taken(tx: &mut dyn Tx) -> Result<ClosingRefusal, LedgerError> {
    let newest = tx.final_sets()?.into_iter().next();
    Ok(newest.map_or(ClosingRefusal::Number, |row| ClosingRefusal::Taken {
        number: row.number,
        by: row.frozen_by,
        at: row.frozen,
    }))
}
