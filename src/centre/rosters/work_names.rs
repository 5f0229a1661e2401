//! How residents call the agencies that they work in, beside how rosters call them.

use crate::{
    centre::{Centre, place_names::PlaceNames},
    domain::fold,
    ledger::{LedgerError, Scope, SpellingRow},
};
use std::collections::{BTreeMap, BTreeSet};

/// Names of workplaces that residents declared in a unit.
#[derive(Clone, Debug, Default)]
pub struct WorkNames {
    /// Those that neither the unit's list nor a roster has, with how many are registered so, the most first.
    pub free: Vec<(String, i64)>,
    /// What they may be merged into, by name.
    pub targets: Vec<String>,
    /// What a clerk has merged.
    pub merged: Vec<SpellingRow>,
}

impl Centre {
    /// The agencies that a unit's rosters name, each once.
    pub(in crate::centre) fn roster_agencies(&self, unit: &str) -> Result<Vec<String>, LedgerError> {
        let rows = self.ledger().read_tx(|tx| {
            let rosters = tx.rosters(unit)?;
            rosters.iter().map(|row| tx.roster_people(&row.id)).collect::<Result<Vec<_>, _>>()
        })?;
        let mut agencies: BTreeMap<String, String> = BTreeMap::new();
        for row in rows.iter().flatten() {
            let agency = self.open_card(row)?.agency;
            agencies.entry(fold(&agency)).or_insert(agency);
        }
        Ok(agencies.into_values().collect())
    }

    /// How residents call their workplaces in a unit, whose rosters name these agencies.
    pub(super) fn work_names(&self, unit: &str, agencies: &[String]) -> Result<WorkNames, LedgerError> {
        let listed = self.listed_places(unit, Scope::Agency)?;
        let (names, sums) = self.ledger().read_tx(|tx| {
            let names = PlaceNames::read(tx, unit, Scope::Agency, &listed)?;
            Ok((names, tx.tallies(Scope::Agency, Some(unit))?))
        })?;
        let mut targets: BTreeMap<String, String> =
            agencies.iter().map(|name| names.name(name)).map(|name| (fold(&name), name)).collect();
        targets.extend(listed.iter().map(|place| (fold(&place.name), place.name.clone())));
        let known: BTreeSet<String> = targets.keys().cloned().collect();
        let mut free: Vec<(String, i64)> = names
            .sums(sums)
            .into_iter()
            .filter(|(key, _)| !key.name.is_empty() && !known.contains(&fold(&key.name)))
            .map(|(key, counts)| (key.name, counts.registered))
            .collect();
        free.sort_by_key(|(_, registered)| -registered);
        Ok(WorkNames { free, targets: targets.into_values().collect(), merged: names.merged })
    }
}
