//! Villages and agencies of a unit as figures name them: one sum for each, whatever people wrote.

use super::Centre;
use crate::{
    content::place_file::kind_word,
    domain::{KnownNames, Meant, Place, UnitCode},
    ledger::{Counts, LedgerError, Scope, SpellingRow, TallyKey, Tx},
};
use std::collections::{BTreeMap, HashMap};

/// Sums by their keys.
pub type Sums = Vec<(TallyKey, Counts)>;

/// Steps from a spelling to what it means: each was merged by a person.
const MOST_STEPS: usize = 32;

/// What the villages, or the agencies, of a unit are called.
#[derive(Clone, Debug, Default)]
pub struct PlaceNames {
    /// As the unit has listed them, in its order.
    pub listed: Vec<ListedPlace>,
    /// The spellings that a clerk has merged.
    pub merged: Vec<SpellingRow>,
    known: KnownNames,
    means: HashMap<String, String>,
}

/// Place as its unit has listed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedPlace {
    /// Its name, with the word for its kind where people live there.
    pub name: String,
    /// People who live there, or who are on its list; none where nobody has counted.
    pub heads: Option<u32>,
}

impl PlaceNames {
    /// The names of a unit's villages or agencies, of which `listed` are those that it has listed.
    pub(super) fn read(tx: &mut dyn Tx, unit: &str, scope: Scope, listed: &[ListedPlace]) -> Result<Self, LedgerError> {
        let mut merged = tx.spellings(unit)?;
        merged.retain(|row| row.scope == scope);
        let names: Vec<String> = listed.iter().map(|place| place.name.clone()).collect();
        let means = merged.iter().map(|row| (row.written.clone(), row.meant.clone())).collect();
        Ok(Self { known: KnownNames::new(&names), listed: listed.to_vec(), merged, means })
    }

    /// What figures call a place that was written so.
    #[must_use]
    pub fn name(&self, written: &str) -> String {
        let mut name = written;
        for _ in 0..MOST_STEPS {
            // What a clerk has decided goes before what the list would mean.
            let Some(next) = self.means.get(name) else { break };
            name = next;
        }
        self.listed_as(name).map_or_else(|| name.to_owned(), |place| place.name.clone())
    }

    /// The listed place that a name means by itself.
    #[must_use]
    pub fn listed_as(&self, name: &str) -> Option<&ListedPlace> {
        match self.known.meant(name) {
            Meant::Listed(at) => self.listed.get(at),
            Meant::Unclear | Meant::Free => None,
        }
    }

    /// Sums by these names, in order of the names.
    #[must_use]
    pub fn sums(&self, sums: Sums) -> Sums {
        let mut all: BTreeMap<TallyKey, Counts> = BTreeMap::new();
        for (key, counts) in sums {
            let name = self.name(&key.name);
            *all.entry(TallyKey { name, ..key }).or_default() += counts;
        }
        all.into_iter().collect()
    }
}

impl Centre {
    /// The villages (`Scope::Village`) or agencies (`Scope::Agency`) that a unit has listed, by the newest pack. Asked for before a
    /// transaction begins: it may read the pack in one of its own.
    pub(super) fn listed_places(&self, unit: &str, scope: Scope) -> Result<Vec<ListedPlace>, LedgerError> {
        let Some(code) = UnitCode::parse(unit) else { return Ok(Vec::new()) };
        let places = self.places()?;
        let own = places.iter().filter(|place| place.unit == code);
        let is_village = scope == Scope::Village;
        let mut listed: Vec<ListedPlace> = Vec::new();
        if let Some(here) = self.rules().published.as_ref().and_then(|contest| contest.station.as_ref())
            && is_village
            && here.unit == code
        {
            listed.extend(here.villages.iter().map(|name| ListedPlace { name: name.clone(), heads: None }));
        }
        for place in own.filter(|place| place.kind.is_lived_in() == is_village) {
            let place = ListedPlace { name: name_of(place), heads: place.heads };
            match listed.iter_mut().find(|known| known.name.to_lowercase() == place.name.to_lowercase()) {
                Some(known) => *known = place,
                None => listed.push(place),
            }
        }
        Ok(listed)
    }
}

/// Sums of a unit by name: each place under its one name, wherever they are shown.
pub(super) fn named_sums(
    tx: &mut dyn Tx,
    unit: &str,
    scope: Scope,
    listed: &[ListedPlace],
) -> Result<Sums, LedgerError> {
    Ok(PlaceNames::read(tx, unit, scope, listed)?.sums(tx.tallies(scope, Some(unit))?))
}

fn name_of(place: &Place) -> String {
    if place.kind.is_lived_in() { format!("{} {}", kind_word(place.kind), place.name) } else { place.name.clone() }
}
