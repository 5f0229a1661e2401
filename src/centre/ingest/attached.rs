//! What hangs on somebody beside their facts. That a list of One Touch has them is carried over when they are judged again; who registers
//! at a station is looked for among people of lists without a number; who withdraws or is erased is on no list any more and has no certificate; and what was
//! decided about a story holds for its words alone.

use crate::{
    centre::search_index::SearchIndex,
    domain::PersonKey,
    judging::{Card, Changes, Facts, Judged, Story},
    ledger::{LedgerError, Standing, Tx},
};
use std::collections::{BTreeMap, BTreeSet};

/// Whether lists may have somebody with these facts: not who was erased or has withdrawn, unless they registered again.
pub(in crate::centre) fn may_be_listed(facts: &Facts, standing: &Standing) -> bool {
    !facts.is_forgotten() && !standing.withdrawn && (standing.registered.is_some() || !facts.reports_erasure())
}

/// What a transaction finds out about it.
#[derive(Default)]
pub(super) struct Attached {
    /// People who registered, by the value of their unit, name and birth.
    registered: BTreeMap<PersonKey, PersonKey>,
    /// Who is on no list any more.
    left: Vec<PersonKey>,
    /// Values of people who were erased or withdrew.
    gone: BTreeSet<PersonKey>,
    /// Who has taken everything back: their certificates go too.
    erased: Vec<PersonKey>,
    /// Whose story is not the one any more that somebody may have decided about.
    rewritten: Vec<PersonKey>,
}

impl Attached {
    /// Carries over what lists have of somebody who was judged again: `before` and `card` are as they were kept.
    pub fn carry(
        &mut self,
        (key, facts, search): (&PersonKey, &Facts, &SearchIndex),
        (before, card): (&Standing, &[u8]),
        judged: &mut Judged,
    ) {
        if before.story.is_some() && words(card) != judged.card.as_ref().and_then(|card| card.story.clone()) {
            self.rewritten.push(*key);
        }
        if !may_be_listed(facts, &judged.standing) {
            self.erased.push(*key);
            if before.listed.is_some() {
                self.left.push(*key);
            }
            if let (Some(unit), Ok(card)) = (&before.unit, Card::read(card)) {
                self.gone.insert(search.alias(unit, &card.name, &card.birth));
            }
            return;
        }
        judged.standing.listed = before.listed;
        if before.listed.is_some() && judged.card.is_none() {
            judged.standing.unit.clone_from(&before.unit);
            judged.card = Card::read(card).ok();
        }
    }

    /// Keeps in mind who is registered, to look for them among people of lists without a number.
    pub fn register(&mut self, key: PersonKey, search: &SearchIndex, judged: &Judged) {
        let of = &judged.standing;
        if let (Some(unit), Some(card), Some(_)) = (&of.unit, &judged.card, of.registered) {
            self.registered.insert(search.alias(unit, &card.name, &card.birth), key);
        }
    }

    /// Keeps what follows. A person who is found takes over the lines of whom no station knew: from now on they are one.
    pub fn finish(self, tx: &mut dyn Tx, changes: &mut Changes) -> Result<(), LedgerError> {
        if !self.rewritten.is_empty() {
            tx.remove_stories(&self.rewritten)?;
        }
        if !self.erased.is_empty() {
            tx.remove_certificates(&self.erased)?;
        }
        if !self.left.is_empty() {
            tx.remove_one_touch_people(&self.left)?;
        }
        if !self.gone.is_empty() {
            tx.add_gone(&self.gone.into_iter().collect::<Vec<_>>())?;
        }
        if self.registered.is_empty() {
            return Ok(());
        }
        let values: Vec<PersonKey> = self.registered.keys().copied().collect();
        for value in tx.unfound_aliases(&values)? {
            if let Some(person) = self.registered.get(&value) {
                unite(tx, (&value, person), changes)?;
            }
        }
        Ok(())
    }
}

fn words(card: &[u8]) -> Option<Story> {
    Card::read(card).ok()?.story // nobody's card is empty
}

/// Makes somebody of whom nothing but a list is known and somebody who is registered one person: the latter, with the list's lines.
pub(in crate::centre) fn unite(
    tx: &mut dyn Tx,
    (from, to): (&PersonKey, &PersonKey),
    changes: &mut Changes,
) -> Result<(), LedgerError> {
    let mut rows = tx.people(&[*from, *to])?;
    let Some(listed) = rows.iter().find(|row| row.key == *from).map(|row| row.standing.clone()) else { return Ok(()) };
    let Some(row) = rows.iter_mut().find(|row| row.key == *to) else { return Ok(()) };
    let before = row.standing.clone();
    row.standing.listed = before.listed.into_iter().chain(listed.listed).min();
    changes.add(Some(&before), &row.standing);
    changes.add(Some(&listed), &Standing::default());
    tx.set_people(std::slice::from_ref(row))?;
    tx.remove_people(&[*from])?;
    if before.listed.is_some() { tx.remove_one_touch_people(&[*from]) } else { tx.move_one_touch(from, to) }
}
