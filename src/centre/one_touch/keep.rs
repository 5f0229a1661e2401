//! A list is kept in one transaction, and taken back in one.

use super::{
    OneTouchRefusal,
    sorting::{Found, OneTouchSums},
};
use crate::{
    centre::{
        Access, Actor, Centre,
        confirmed::{is_fresh, short, was_removed},
        contest_cache::{ContestCache, ended, turn},
        ingest::{facts, judge_people},
        search_index::SearchIndex,
    },
    crypto::unhex_bytes,
    domain::{Moment, PersonKey},
    judging::{Card, Changes, Facts, ListedCard, ListedDraft, ListedLine},
    ledger::{LedgerError, OneTouchImportRow, OneTouchPersonRow, PersonIndex, PersonRow, Standing, Tx},
};
use std::collections::{BTreeMap, BTreeSet};

/// What was kept of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeptOneTouch {
    /// What it changed.
    pub sums: OneTouchSums,
    /// Whether this very file was kept before: nothing was done.
    pub is_known: bool,
}

impl Centre {
    /// Keeps a list that was read; once, however often it is confirmed or handed in.
    ///
    /// # Errors
    /// Why it is not kept.
    pub fn keep_one_touch(
        &self,
        access: &Access,
        sealed: &str,
        (who, now): (Actor, Moment),
    ) -> Result<KeptOneTouch, OneTouchRefusal> {
        access.administers()?;
        let draft = unhex_bytes(sealed.trim()).and_then(|sealed| self.open_listed_draft(&sealed));
        let draft = draft.ok_or(OneTouchRefusal::Stale)?;
        if !is_fresh(draft.read_ms, now) {
            return Err(OneTouchRefusal::Stale);
        }
        let kept = self.ledger().write_tx(|tx| {
            if let Some(at) = ended(tx)? {
                return Err(OneTouchRefusal::TermOver { at });
            }
            if was_removed(tx, "one-touch-undo", &draft.id, draft.read_ms)? {
                return Err(OneTouchRefusal::Stale);
            }
            let is_it = |row: &OneTouchImportRow| row.id == draft.id || row.digest == draft.digest();
            if tx.one_touch_imports()?.iter().any(is_it) {
                return Ok(KeptOneTouch { is_known: true, ..KeptOneTouch::default() });
            }
            let sorted = self.sort_listed(tx, &draft.people)?;
            let sums = sorted.sums;
            let added = self.add_listed(tx, &draft, sorted.found, (who, now))?;
            // Who registers from now on is looked for among people without a number.
            turn(tx)?;
            tx.note(now, who, &format!("one-touch-keep {} {added}", short(&draft.id)))?;
            Ok(KeptOneTouch { sums, is_known: false })
        })?;
        self.reload_cache()?;
        Ok(kept)
    }

    /// Keeps the import, its lines and whom they change. Returns how many lines there are.
    fn add_listed(
        &self,
        tx: &mut dyn Tx,
        draft: &ListedDraft,
        found: Vec<Found<'_>>,
        (who, now): (Actor, Moment),
    ) -> Result<u32, LedgerError> {
        let (mut rows, mut new, mut changed) = (Vec::with_capacity(found.len()), Vec::new(), Vec::new());
        let (mut changes, search) = (Changes::default(), SearchIndex::new(&self.keys().search_key()));
        for one in found {
            rows.push(row_of(&draft.id, one.key, one.line));
            match one.before {
                Some(mut row) => {
                    let before = row.standing.clone();
                    row.standing.listed = Some(before.listed.map_or(one.line.day, |day| day.min(one.line.day)));
                    if row.card.is_empty() {
                        name(&mut row, &one.line.card, &search);
                    }
                    changes.add(Some(&before), &row.standing);
                    changed.push(row);
                }
                None => {
                    let row = newcomer(one.key, (&one.line.card, one.line.day), &search);
                    changes.add(None, &row.standing);
                    new.push(row);
                }
            }
        }
        tx.add_people(&new)?;
        tx.set_people(&changed)?;
        let added = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let (id, digest) = (draft.id.clone(), draft.digest());
        tx.add_one_touch(&OneTouchImportRow { id, digest, kept: now, kept_by: who.into(), added }, &rows)?;
        tx.add_tallies(&changes.list())?;
        Ok(added)
    }

    /// Takes an import back whole: who is in no other list, and whom no station knows, is not kept any more. Returns how many people it
    /// had.
    ///
    /// # Errors
    /// Why it was not taken back.
    pub fn undo_one_touch(
        &self,
        access: &Access,
        import: &str,
        (who, now): (Actor, Moment),
    ) -> Result<usize, OneTouchRefusal> {
        access.administers()?;
        self.ledger().write_tx(|tx| {
            let keys: Vec<PersonKey> = tx.one_touch_people(import)?.iter().map(|row| row.person).collect();
            if !tx.remove_one_touch(import)? {
                return Err(OneTouchRefusal::Unknown);
            }
            self.unlist(tx, &keys, now)?;
            tx.note(now, who, &format!("one-touch-undo {} {}", short(import), keys.len()))?;
            Ok(keys.len())
        })
    }

    /// Brings people up to date with the lines that are left of them.
    fn unlist(&self, tx: &mut dyn Tx, keys: &[PersonKey], now: Moment) -> Result<(), LedgerError> {
        let mut left: BTreeMap<PersonKey, i32> = BTreeMap::new();
        for row in tx.one_touch_of(keys)? {
            let day = left.entry(row.person).or_insert(row.day);
            *day = (*day).min(row.day);
        }
        let (mut changed, mut gone, mut changes) = (Vec::new(), Vec::new(), Changes::default());
        for mut row in tx.people(keys)? {
            let before = row.standing.clone();
            row.standing.listed = left.get(&row.key).copied();
            let is_gone = row.standing.listed.is_none() && facts(&row.facts)?.is_nothing();
            if is_gone {
                row.standing = Standing::default();
            }
            changes.add(Some(&before), &row.standing);
            if is_gone { gone.push(row.key) } else { changed.push(row) }
        }
        tx.set_people(&changed)?;
        tx.remove_people(&gone)?;
        tx.add_tallies(&changes.list())?;
        // Who is not registered had name and unit from the list alone.
        let unnamed = |row: &&PersonRow| row.standing.registered.is_none() && row.standing.listed.is_none();
        let unnamed: BTreeSet<PersonKey> = changed.iter().filter(unnamed).map(|row| row.key).collect();
        if !unnamed.is_empty() {
            let cache = ContestCache::read(tx, self.keys(), Some(&self.cache()))?;
            judge_people(self, tx, &cache, &unnamed, now)?;
        }
        Ok(())
    }
}

fn row_of(import: &str, person: PersonKey, line: &ListedLine) -> OneTouchPersonRow {
    let alias = (!line.by_number).then(|| line.key());
    OneTouchPersonRow { import: import.to_owned(), person, alias, day: line.day }
}

/// Somebody of whom nothing but a list is known, which has them on this day.
pub(super) fn newcomer(key: PersonKey, (card, day): (&ListedCard, i32), search: &SearchIndex) -> PersonRow {
    let mut row = PersonRow {
        key,
        standing: Standing { listed: Some(day), ..Standing::default() },
        facts: Facts::default().write(),
        card: Vec::new(),
        index: PersonIndex::default(),
        answers: Vec::new(),
    };
    name(&mut row, card, search);
    row
}

/// Gives somebody of whom no station has declared anything that counts the name and unit of a list.
fn name(row: &mut PersonRow, card: &ListedCard, search: &SearchIndex) {
    let ListedCard { name, birth, unit } = card;
    row.standing.unit = Some(unit.clone());
    row.index = search.of(&row.key, Some(unit), Some(name), None);
    row.card = Card::listed(name, birth).write();
}
