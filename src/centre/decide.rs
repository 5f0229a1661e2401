use super::{
    Actor, Centre,
    ingest::{EpochState, Settling, facts, judge_anew, judge_people},
    outcome::{DecideRefusal, Decided},
    shelf::person_of,
};
use crate::{
    domain::PersonKey,
    judging::{
        Facts,
        chain::{ALL, COUNT, EXCLUDE, NONE, short},
    },
    ledger::{BundleRow, CaseKind, CaseRow, LedgerError, Tx},
};
use std::collections::BTreeSet;

/// Words for what was only looked at: a sign decides nothing.
const FINE: &str = "fine";
const FOLLOW: &str = "follow";

/// What one station told of a person, where stations contradict each other.
#[derive(Clone, PartialEq, Eq)]
pub struct Telling {
    /// The decision that makes it count.
    pub word: String,
    pub kiosk: String,
    pub name: String,
    pub birth: String,
    pub unit: String,
    pub village: String,
}

impl Telling {
    /// The day of birth as people write it, 12/03/1960, or the year where only that was told.
    #[must_use]
    pub fn born(&self) -> String {
        self.birth.split('-').rev().collect::<Vec<_>>().join("/")
    }
}

/// A telling and its record (bundle, number).
type Recorded = ((i64, u64), Telling);

impl std::fmt::Debug for Telling {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Telling({}, …)", self.word)
    }
}

impl Centre {
    /// What waits for a person, the oldest first, then what was decided, the newest first.
    ///
    /// # Errors
    /// The ledger's.
    pub fn cases(&self, most: u32) -> Result<Vec<CaseRow>, LedgerError> {
        self.ledger().look(|tx| tx.cases(most))
    }

    /// The decisions that there are for a case: words, as `decide` takes them. `count`, `exclude`; of a fork `all`, `none`, or the
    /// beginning of the digest of the branch that counts; of a contradiction those of `tellings`; of a sign `fine`, `follow`.
    ///
    /// # Errors
    /// The ledger's.
    pub fn words(&self, case: &CaseRow) -> Result<Vec<String>, LedgerError> {
        self.ledger().look(|tx| self.words_of(tx, case))
    }

    /// What was told at each station of the person of a contradiction.
    ///
    /// # Errors
    /// The ledger's.
    pub fn tellings(&self, case: &CaseRow) -> Result<Vec<Telling>, LedgerError> {
        let told = self.ledger().look(|tx| self.told(tx, case))?;
        Ok(told.into_iter().map(|(_, telling)| telling).collect())
    }

    /// The bundles between which a fork is decided, each with its word; none of a copy of which only a later bundle is here.
    ///
    /// # Errors
    /// The ledger's.
    pub fn branches(&self, case: &CaseRow) -> Result<Vec<(String, BundleRow)>, LedgerError> {
        let Some((kiosk, epoch, seq)) = fork_of(case) else { return Ok(Vec::new()) };
        let rows = self.ledger().look(|tx| tx.bundles(&kiosk, &epoch))?.into_iter().filter(|row| row.seq == seq);
        Ok(rows.map(|row| (short(&row.digest), row)).collect())
    }

    /// Decides a case; whom it touches is judged anew.
    ///
    /// # Errors
    /// Why nothing was decided.
    pub fn decide(&self, case: i64, word: &str, who: Actor, now_ms: i64) -> Result<Decided, DecideRefusal> {
        self.change(case, who, now_ms, |centre, tx, row| {
            if row.decision.is_some() {
                return Err(DecideRefusal::Decided);
            }
            let words = centre.words_of(tx, row)?;
            if !words.iter().any(|known| known == word) {
                return Err(DecideRefusal::Word { kind: row.kind, words });
            }
            Ok(Some(word.to_owned()))
        })
    }

    /// Takes a decision back: everything is as it would be without it.
    ///
    /// # Errors
    /// Why nothing was undone.
    pub fn undo(&self, case: i64, who: Actor, now_ms: i64) -> Result<Decided, DecideRefusal> {
        self.change(case, who, now_ms, |_, _, row| match row.decision {
            Some(_) => Ok(None),
            None => Err(DecideRefusal::Open),
        })
    }

    fn change(
        &self,
        case: i64,
        who: Actor,
        now_ms: i64,
        mut word: impl FnMut(&Self, &mut dyn Tx, &CaseRow) -> Result<Option<String>, DecideRefusal>,
    ) -> Result<Decided, DecideRefusal> {
        self.ledger().change(|tx| self.change_in(tx, case, who, now_ms, &mut word))
    }

    fn change_in(
        &self,
        tx: &mut dyn Tx,
        case: i64,
        who: Actor,
        now_ms: i64,
        word: &mut impl FnMut(&Self, &mut dyn Tx, &CaseRow) -> Result<Option<String>, DecideRefusal>,
    ) -> Result<Decided, DecideRefusal> {
        let mut row = tx.case(case)?.ok_or(DecideRefusal::UnknownCase)?;
        // The station is locked before anything is read of it that others may change.
        let station: Option<(String, String)> = match row.kind {
            CaseKind::Contradiction | CaseKind::Signal => None,
            _ => epoch_of(&row.subject),
        };
        if let Some((kiosk, _)) = &station {
            tx.kiosk(kiosk)?;
        }
        let word = word(self, tx, &row)?;
        let said = word.clone().unwrap_or_else(|| "undo".to_owned());
        (row.decided_ms, row.decided_by) = match word {
            Some(_) => (Some(now_ms), Some(who.as_str().to_owned())),
            None => (None, None),
        };
        row.decision.clone_from(&word);
        tx.set_case(&row)?;
        tx.note(now_ms, who.as_str(), &format!("decide {} {said}", row.subject))?;
        let judged = match (row.kind, station) {
            (CaseKind::Signal, _) => 0,
            (CaseKind::Contradiction, _) => self.choose(tx, &row, word.as_deref(), now_ms)?,
            (kind, Some((kiosk, epoch))) => {
                let Some(mut state) = EpochState::read(tx, &kiosk, &epoch)? else {
                    return Err(LedgerError::Damaged("case").into());
                };
                if kind == CaseKind::Epoch {
                    state.epoch.confirmed = word.as_deref() == Some(COUNT);
                    tx.put_epoch(&state.epoch)?;
                }
                self.renew(tx, &mut state, now_ms)?
            }
            (_, None) => return Err(LedgerError::Damaged("case").into()),
        };
        Ok(Decided { judged })
    }

    fn renew(&self, tx: &mut dyn Tx, state: &mut EpochState, now_ms: i64) -> Result<u64, LedgerError> {
        let shelf = crate::centre::shelf::Shelf::read(tx, self.keys(), Some(&self.shelf()))?;
        let rows = state.rows.clone();
        let anew = state.renew(tx, &shelf.books, &rows, now_ms)?;
        judge_anew(self, tx, &shelf, &anew, now_ms)
    }

    fn words_of(&self, tx: &mut dyn Tx, case: &CaseRow) -> Result<Vec<String>, LedgerError> {
        let some = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Ok(match case.kind {
            CaseKind::Revoked | CaseKind::Epoch | CaseKind::Late => some(&[COUNT, EXCLUDE]),
            CaseKind::Signal => some(&[FINE, FOLLOW]),
            CaseKind::Contradiction => self.told(tx, case)?.into_iter().map(|(_, telling)| telling.word).collect(),
            CaseKind::Fork => {
                let mut words: Vec<String> = some(&[ALL, NONE]);
                if let Some((kiosk, epoch, seq)) = fork_of(case) {
                    let rows = tx.bundles(&kiosk, &epoch)?;
                    let own = rows.iter().filter(|row| row.seq == seq).map(|row| short(&row.digest));
                    let named = rows.iter().filter(|row| row.seq == seq + 1).map(|row| short(&row.prev));
                    words.extend(own.chain(named).collect::<BTreeSet<String>>());
                }
                words
            }
        })
    }

    /// What stations told of a person, each with its record.
    fn told(&self, tx: &mut dyn Tx, case: &CaseRow) -> Result<Vec<Recorded>, LedgerError> {
        let Some(person) = person_of(&case.subject) else { return Ok(Vec::new()) };
        let shelf = crate::centre::shelf::Shelf::read(tx, self.keys(), Some(&self.shelf()))?;
        let mut settling = Settling::new(&shelf, self.keys(), 0);
        let found = settling.contradicting(tx, &person)?;
        let telling = |(record, facts): &((i64, u64), Facts)| {
            let source = settling.sources.of(record.0)?;
            let [name, birth, unit, village] = facts.told(*record)?.map(str::to_owned);
            let word = format!("{}-{}-{}", source.kiosk.get(..8)?, source.epoch, record.1);
            Some((*record, Telling { word, kiosk: source.kiosk.clone(), name, birth, unit, village }))
        };
        Ok(found.iter().filter_map(telling).collect())
    }

    /// What was told in one record counts for a person, or nothing is chosen any more.
    fn choose(&self, tx: &mut dyn Tx, case: &CaseRow, word: Option<&str>, now_ms: i64) -> Result<u64, LedgerError> {
        let person: PersonKey = person_of(&case.subject).ok_or(LedgerError::Damaged("case"))?;
        let chosen = match word {
            Some(word) => self.told(tx, case)?.into_iter().find(|(_, one)| one.word == word).map(|(record, _)| record),
            None => None,
        };
        let Some(mut row) = tx.people(&[person])?.pop() else { return Ok(0) };
        let mut facts = facts(&row.facts)?;
        facts.choose(chosen);
        row.facts = facts.write();
        tx.set_people(&[row])?;
        let shelf = crate::centre::shelf::Shelf::read(tx, self.keys(), Some(&self.shelf()))?;
        judge_people(self, tx, &shelf, &BTreeSet::from([person]), now_ms)
    }
}

/// Where copies of a station part; none for a case of another kind.
fn fork_of(case: &CaseRow) -> Option<(String, String, u32)> {
    let (kiosk, epoch) = epoch_of(&case.subject).filter(|_| case.kind == CaseKind::Fork)?;
    Some((kiosk, epoch, case.subject.rsplit(' ').next()?.parse().ok()?))
}

/// The station and epoch that a subject begins with.
fn epoch_of(subject: &str) -> Option<(String, String)> {
    let mut words = subject.split(' ');
    Some((words.next()?.to_owned(), words.next()?.to_owned()))
}
