//! Figures that programs read.

use super::{Access, Centre, access::NotAllowed, outcome::QueryError};
use crate::{
    domain::{Moment, Unit},
    ledger::{BundleState, CaseCount, CaseKind, CaseState, Counts, LedgerError, Scope, StationRow, newest_schema},
};
use std::collections::BTreeMap;

/// What watches over the server read at once.
#[derive(Clone, Debug)]
pub struct Vitals {
    /// Bundles in each state.
    pub bundles: Vec<(BundleState, u64)>,
    /// Refusals by the code of their notice, of those that are kept.
    pub refusals: BTreeMap<String, u64>,
    /// Cases of each kind.
    pub cases: Vec<CaseCounts>,
    /// Enrolled stations.
    pub stations: Vec<StationRow>,
    /// Sessions that hold.
    pub sessions: u64,
    /// Everybody together.
    pub total: Counts,
}

/// How many cases of a kind there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseCounts {
    /// The kind.
    pub kind: CaseKind,
    /// Wait for a decision.
    pub open: u64,
    /// Are decided.
    pub decided: u64,
}

impl Centre {
    /// The units that the role may see, with their sums.
    ///
    /// # Errors
    /// The ledger's.
    pub fn totals_of_units(&self, access: &Access) -> Result<Vec<(Unit, Counts)>, QueryError> {
        let own = access.unit().map(|unit| unit.as_str());
        let sums = self.ledger().read_tx(|tx| tx.tallies(Scope::Unit, own))?;
        let known: BTreeMap<&str, Counts> = sums.iter().map(|(key, counts)| (key.unit.as_str(), *counts)).collect();
        let units = self.units()?;
        let units = units.iter().filter(|unit| access.reads(unit.code.as_str()));
        let counts = |unit: &Unit| known.get(unit.code.as_str()).copied().unwrap_or_default();
        Ok(units.map(|unit| (unit.clone(), counts(unit))).collect())
    }

    /// What was reached on each day, in days since 1970-01-01 in Vietnam, in one unit or in the whole city; none where no unit has this
    /// code.
    ///
    /// # Errors
    /// The role may not see it, or the ledger's.
    pub fn totals_of_days(
        &self,
        access: &Access,
        unit: Option<&str>,
    ) -> Result<Option<BTreeMap<i32, Counts>>, QueryError> {
        match unit {
            None => access.reads_city()?,
            Some(unit) if !access.reads(unit) => return Err(NotAllowed.into()),
            Some(unit) if !self.units()?.iter().any(|known| known.code.as_str() == unit) => return Ok(None),
            Some(_) => (),
        }
        let sums = self.ledger().read_tx(|tx| tx.tallies(Scope::Day, unit))?;
        let mut days: BTreeMap<i32, Counts> = BTreeMap::new();
        for (key, counts) in sums {
            *days.entry(key.day).or_default() += counts;
        }
        Ok(Some(days))
    }

    /// How many cases of each kind the role may see.
    ///
    /// # Errors
    /// The ledger's.
    pub fn case_counts(&self, access: &Access) -> Result<Vec<CaseCounts>, QueryError> {
        let mut counts = self.ledger().read_tx(|tx| tx.count_cases(None))?;
        let own = access.unit().map(|unit| unit.as_str());
        counts.retain(|one| own.is_none() || one.unit.as_deref() == own);
        Ok(by_kind(counts))
    }

    /// What watches over the server read.
    ///
    /// # Errors
    /// The role may not see the whole city, or the ledger's.
    pub fn vitals(&self, access: &Access, now: Moment) -> Result<Vitals, QueryError> {
        access.reads_city()?;
        Ok(self.ledger().read_tx(|tx| {
            let mut refusals: BTreeMap<String, u64> = BTreeMap::new();
            for row in tx.refused(u32::MAX)? {
                *refusals.entry(row.code).or_default() += row.times;
            }
            let mut total = Counts::default();
            tx.tallies(Scope::Unit, None)?.into_iter().for_each(|(_, counts)| total += counts);
            Ok(Vitals {
                bundles: tx.bundle_states()?,
                refusals,
                cases: by_kind(tx.count_cases(None)?),
                stations: tx.stations()?,
                sessions: tx.count_sessions(now)?,
                total,
            })
        })?)
    }

    /// Whether the server may be sent requests: the ledger answers, and its schema is this program's.
    ///
    /// # Errors
    /// The ledger's; `Newer` where another program has changed its schema.
    pub fn ready(&self) -> Result<(), LedgerError> {
        let steps = self.ledger().read_tx(|tx| tx.schema_steps())?;
        if steps == newest_schema() { Ok(()) } else { Err(LedgerError::Newer) }
    }
}

/// Counts of cases without their units, in order of the kinds' names; kinds without one are left out.
fn by_kind(counts: Vec<CaseCount>) -> Vec<CaseCounts> {
    let mut kinds: BTreeMap<&str, CaseCounts> = BTreeMap::new();
    for one in counts {
        let none = CaseCounts { kind: one.kind, open: 0, decided: 0 };
        let of = kinds.entry(one.kind.as_str()).or_insert(none);
        *if one.state == CaseState::Decided { &mut of.decided } else { &mut of.open } += one.count;
    }
    kinds.into_values().collect()
}
