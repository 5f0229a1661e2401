//! Spellings of villages and agencies that a clerk merges, and takes apart again.

use super::{Access, Actor, Centre, access::NotAllowed, place_names::PlaceNames};
use crate::{
    domain::Moment,
    ledger::{LedgerError, Scope, SpellingRow, Tx},
};

/// Place whose figures are kept by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedPlace {
    /// A village or neighbourhood.
    Village,
    /// An agency, school, enterprise or organisation.
    Agency,
}

/// Why a spelling was not merged, or not taken apart. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum SpellingRefusal {
    /// The role may not.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// No figure of the unit has this name (any more), or nothing was merged under it.
    #[error("no such name")]
    Unknown,
    /// It means itself, or what it was merged into means it.
    #[error("a name that means itself")]
    Itself,
    /// The ledger did not answer.
    #[error("the ledger failed")]
    Ledger(#[from] LedgerError),
}

impl NamedPlace {
    /// The scope of its sums.
    #[must_use]
    pub fn scope(self) -> Scope {
        match self {
            Self::Village => Scope::Village,
            Self::Agency => Scope::Agency,
        }
    }
}

impl Centre {
    /// Has all figures of a spelling shown under another name of the unit: one that is listed, that a roster has, or that
    /// people wrote.
    ///
    /// # Errors
    /// Why nothing was merged.
    pub fn merge_spelling(
        &self,
        access: &Access,
        (unit, place): (&str, NamedPlace),
        (written, meant): (&str, &str),
        (who, now): (Actor, Moment),
    ) -> Result<(), SpellingRefusal> {
        access.acts_in(unit)?;
        let scope = place.scope();
        let listed = self.listed_places(unit, scope)?;
        let on_rosters = match place {
            NamedPlace::Village => Vec::new(),
            NamedPlace::Agency => self.roster_agencies(unit)?,
        };
        self.ledger().write_tx(|tx| {
            let names = PlaceNames::read(tx, unit, scope, &listed)?;
            let used = uses(tx, unit, scope)?;
            let is_used = |name: &str| used.iter().any(|one| one == name);
            let is_free = names.listed_as(written).is_none() && is_used(written);
            let is_named = names.listed.iter().map(|place| &place.name).chain(&on_rosters).any(|name| name == meant);
            let is_known = is_named || is_used(meant);
            if !is_free || !is_known {
                return Err(SpellingRefusal::Unknown);
            }
            if written == meant || names.name(meant) == written {
                return Err(SpellingRefusal::Itself);
            }
            tx.put_spelling(&SpellingRow {
                scope,
                unit: unit.to_owned(),
                written: written.to_owned(),
                meant: meant.to_owned(),
                merged: now,
                merged_by: who.into(),
            })?;
            let line = format!("merge {unit} {}: {written} > {meant}", scope.as_str());
            Ok(tx.note(now, who, &line)?)
        })
    }

    /// Shows the figures of a spelling that was merged under its own name again.
    ///
    /// # Errors
    /// Why nothing was changed.
    pub fn split_spelling(
        &self,
        access: &Access,
        (unit, place): (&str, NamedPlace),
        written: &str,
        (who, now): (Actor, Moment),
    ) -> Result<(), SpellingRefusal> {
        access.acts_in(unit)?;
        let scope = place.scope();
        self.ledger().write_tx(|tx| {
            if !tx.remove_spelling(scope, unit, written)? {
                return Err(SpellingRefusal::Unknown);
            }
            let line = format!("split {unit} {}: {written}", scope.as_str());
            Ok(tx.note(now, who, &line)?)
        })
    }
}

/// The names that people wrote.
fn uses(tx: &mut dyn Tx, unit: &str, scope: Scope) -> Result<Vec<String>, LedgerError> {
    let sums = tx.tallies(scope, Some(unit))?;
    Ok(sums.into_iter().map(|(key, _)| key.name).filter(|name| !name.is_empty()).collect())
}
