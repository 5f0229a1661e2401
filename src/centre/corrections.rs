//! Names and births that the office has corrected, after the stations have erased what they had: they hold over every declaration.

use super::{Keys, request_text::RequestText};
use crate::{
    domain::PersonKey,
    judging::Card,
    ledger::{LedgerError, Tx},
};
use std::collections::BTreeMap;

/// Corrections by person; the newest holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Corrections(BTreeMap<PersonKey, (Option<String>, Option<String>)>);

impl Corrections {
    /// Reads all of them: an office makes some dozens in a contest.
    pub fn read(tx: &mut dyn Tx, keys: &Keys) -> Result<Self, LedgerError> {
        let mut corrections = BTreeMap::new();
        for row in tx.corrections()? {
            let text = RequestText::open(keys, &row)?;
            let (name, birth) = corrections.entry(row.person).or_insert((None, None));
            if text.name.is_some() {
                *name = text.name;
            }
            if text.birth.is_some() {
                *birth = text.birth;
            }
        }
        Ok(Self(corrections))
    }

    /// The card with what was corrected; none where nothing was.
    pub fn of(&self, person: &PersonKey, card: &Card) -> Option<Card> {
        let (name, birth) = self.0.get(person)?;
        let mut card = card.clone();
        card.name = name.clone().unwrap_or(card.name);
        card.birth = birth.clone().unwrap_or(card.birth);
        Some(card)
    }
}
