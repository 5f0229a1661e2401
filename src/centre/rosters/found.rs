//! Whom a clerk finds for a line of a roster, and takes back again.

use super::{RosterRefusal, seal::Found};
use crate::{
    centre::{Access, Actor, Centre, access::NotAllowed, confirmed::short},
    crypto::hex,
    domain::{Moment, PersonKey},
};

/// What a clerk decides about a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundChoice {
    /// It is the person whose key begins so.
    Person(String),
    /// It is none of them.
    Nobody,
    /// What was decided before is taken back.
    Undo,
}

/// Hex digits of a person's key by which a page names a candidate: among a few people of one name they are enough.
const TOKEN: usize = 16;

/// What a page names a candidate by.
pub(super) fn token(key: &PersonKey) -> String {
    hex(&key.0).chars().take(TOKEN).collect()
}

impl Centre {
    /// Keeps whom a clerk has found for a line, in place of what was found before.
    ///
    /// # Errors
    /// Why nothing was kept.
    pub fn find_for_roster(
        &self,
        access: &Access,
        unit: &str,
        (id, line, choice): (&str, u32, &FoundChoice),
        (who, now): (Actor, Moment),
    ) -> Result<(), RosterRefusal> {
        access.acts_in(unit)?;
        let candidates = self.candidates(unit)?;
        self.ledger().write_tx(|tx| {
            match tx.roster(id)? {
                Some(row) if row.unit == unit => (),
                Some(_) if access.unit().is_some() => return Err(NotAllowed.into()),
                Some(_) | None => return Err(RosterRefusal::Unknown),
            }
            let row = tx.roster_people(id)?.into_iter().find(|row| row.line == line).ok_or(RosterRefusal::Unknown)?;
            let found = match choice {
                FoundChoice::Undo => None,
                FoundChoice::Nobody => Some(Found::Nobody),
                FoundChoice::Person(wanted) => {
                    let card = self.open_card(&row)?;
                    // Nobody but the people of that name, as they were shown.
                    let key = candidates.keys_for(&card).find(|key| token(key) == *wanted);
                    Some(Found::Person(key.ok_or(RosterRefusal::Unknown)?))
                }
            };
            let sealed = found.map(|found| self.sealed_found(id, line, found)).transpose()?;
            tx.set_found(id, line, sealed.as_deref())?;
            let verb = if *choice == FoundChoice::Undo { "roster-unmatch" } else { "roster-match" };
            Ok(tx.note(now, who, &format!("{verb} {unit} {} {line}", short(id)))?)
        })
    }
}
