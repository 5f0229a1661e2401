//! Figures and lists of the centre as values: what the page, JSON and other outputs render.

use super::{
    Access, Case, Centre, Missing, Term,
    access::NotAllowed,
    missing::missing,
    outcome::QueryError,
    place_names::{Sums, named_sums},
};
use crate::{
    domain::{Date, Moment, Unit},
    ledger::{BundleRow, BundleState, Counts, LedgerError, RefusedRow, Scope, StationRow, TallyKey, Tx},
};
use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

/// How much of each list an overview holds.
const MOST_ROWS: u32 = 50;
const MOST_CASES: u32 = 200;

/// State of the contest as a role may see it.
#[derive(Clone, Debug)]
pub struct Overview {
    /// When it was read.
    pub at: Moment,
    /// The centre's name.
    pub centre: String,
    /// The contest's id.
    pub contest: String,
    /// Its first and last day by the newest pack; none before there is one.
    pub days: Option<(Date, Date)>,
    /// How long sealed bundles and what is known of people are kept; none before there is a pack.
    pub term: Option<Term>,
    /// Whether it is the demo's contest, which never ends.
    pub is_demo: bool,
    /// Whether its newest pack is a rehearsal's.
    pub is_rehearsal: bool,
    /// The units that the role may see, with their populations.
    pub units: Arc<Vec<Unit>>,
    /// Sums of these units and of residences that are no unit of the list, by `Scope::Unit`.
    pub sums: Sums,
    /// All of `sums` together.
    pub total: Counts,
    /// Enrolled stations, revoked ones among them, in order of unit, village and id.
    pub stations: Vec<StationRow>,
    /// The bundles that arrived last, the newest first.
    pub bundles: Vec<BundleRow>,
    /// How many bundles are in each state.
    pub states: Vec<(BundleState, u64)>,
    /// Numbers of bundles that are missing, by station and epoch.
    pub missing: Vec<Missing>,
    /// Refused senders, the newest first.
    pub refused: Vec<RefusedRow>,
    /// Open cases, the oldest first; then decided ones, the newest first.
    pub cases: Vec<Case>,
    /// How many cases are open, also those that `cases` has no place for.
    pub waiting: u64,
    /// How many sheets that the role may see nobody has looked at.
    pub sheets: u64,
    /// Whether the role may decide.
    pub may_decide: bool,
    /// Whether the role may hand in files.
    pub may_ingest: bool,
    /// Whether the role is shown who somebody is.
    pub may_see_people: bool,
}

/// Sums of every unit.
#[derive(Clone, Debug)]
pub struct CityTotals {
    /// The contest's id.
    pub contest: String,
    /// When they were read.
    pub at: Moment,
    /// Everybody together, also residents of no listed unit.
    pub total: Counts,
    /// Every unit with its sums.
    pub units: Vec<(Unit, Counts)>,
}

/// Sums of one unit.
#[derive(Clone, Debug)]
pub struct UnitTotals {
    /// The contest's id.
    pub contest: String,
    /// When they were read.
    pub at: Moment,
    /// The unit's residents.
    pub total: Counts,
    /// Its villages, its agencies, and what was reached on each day.
    pub villages: Sums,
    /// By workplace.
    pub agencies: Sums,
    /// `TallyKey::day` counts from 1970-01-01 in Vietnam.
    pub days: Sums,
}

/// What one transaction reads for an overview.
struct Read {
    sums: Sums,
    stations: Vec<StationRow>,
    bundles: Vec<BundleRow>,
    states: Vec<(BundleState, u64)>,
    missing: Vec<Missing>,
    refused: Vec<RefusedRow>,
}

impl Centre {
    /// All that a role may see at once, its lists limited to their newest rows.
    ///
    /// # Errors
    /// The ledger's.
    pub fn overview(&self, access: &Access, now: Moment) -> Result<Overview, QueryError> {
        let all = self.units()?;
        let units = match access.unit() {
            None => all,
            Some(own) => Arc::new(all.iter().filter(|unit| unit.code == *own).cloned().collect()),
        };
        let read = self.ledger().read_tx(|tx| match access.unit() {
            None => read_city(tx),
            Some(own) => read_unit(tx, own.as_str()),
        })?;
        let cases = self.cases(access, MOST_CASES)?;
        let unit = access.unit().map(|unit| unit.as_str());
        let (waiting, sheets) =
            self.ledger().read_tx(|tx| Ok((self.waiting(tx, access)?, tx.count_open_sheets(unit)?)))?;
        let Read { sums, stations, bundles, states, missing, refused } = read;
        let rules = self.rules();
        Ok(Overview {
            at: now,
            centre: self.keys().name.clone(),
            contest: self.keys().contest.clone(),
            days: rules.published.as_ref().map(|contest| (contest.opens, contest.closes)),
            term: self.term()?,
            is_demo: self.keys().is_demo(),
            is_rehearsal: rules.published.as_ref().is_some_and(|contest| contest.rehearsal),
            units,
            total: total(&sums),
            sums,
            stations,
            bundles,
            states,
            missing,
            refused,
            cases,
            waiting,
            sheets,
            may_decide: access.administers().is_ok(),
            may_ingest: *access != Access::Viewer,
            may_see_people: access.sees_people(),
        })
    }

    /// Sums of all units, for programs.
    ///
    /// # Errors
    /// The role is limited to a unit, or the ledger's.
    pub fn city_totals(&self, access: &Access, now: Moment) -> Result<CityTotals, QueryError> {
        access.reads_city()?;
        let units = self.units()?;
        let sums = self.ledger().read_tx(|tx| tx.tallies(Scope::Unit, None))?;
        let known: BTreeMap<&str, Counts> = sums.iter().map(|(key, counts)| (key.unit.as_str(), *counts)).collect();
        let counts = |unit: &Unit| known.get(unit.code.as_str()).copied().unwrap_or_default();
        let units = units.iter().map(|unit| (unit.clone(), counts(unit))).collect();
        Ok(CityTotals { contest: self.keys().contest.clone(), at: now, total: total(&sums), units })
    }

    /// Sums of one unit, its villages, agencies and days; none where no unit has this code: zeros would state that nobody took part
    /// there.
    ///
    /// # Errors
    /// The role may not see the unit, or the ledger's.
    pub fn unit_totals(&self, access: &Access, unit: &str, now: Moment) -> Result<Option<UnitTotals>, QueryError> {
        if !access.reads(unit) {
            return Err(NotAllowed.into());
        }
        if !self.units()?.iter().any(|known| known.code.as_str() == unit) {
            return Ok(None);
        }
        let listed = (self.listed_places(unit, Scope::Village)?, self.listed_places(unit, Scope::Agency)?);
        let (sums, villages, agencies, days) = self.ledger().read_tx(|tx| {
            let sums = (tx.tallies(Scope::Unit, Some(unit))?, tx.tallies(Scope::Day, Some(unit))?);
            let villages = named_sums(tx, unit, Scope::Village, &listed.0)?;
            let agencies = named_sums(tx, unit, Scope::Agency, &listed.1)?;
            Ok((sums.0, villages, agencies, sums.1))
        })?;
        let contest = self.keys().contest.clone();
        Ok(Some(UnitTotals { contest, at: now, total: total(&sums), villages, agencies, days }))
    }
}

fn read_city(tx: &mut dyn Tx) -> Result<Read, LedgerError> {
    let stations = tx.stations()?;
    Ok(Read {
        sums: tx.tallies(Scope::Unit, None)?,
        missing: missing(tx, &stations)?,
        stations,
        bundles: tx.newest_bundles(MOST_ROWS)?,
        states: tx.bundle_states()?,
        refused: tx.refused(MOST_ROWS)?,
    })
}

/// The same of one unit: its residents, and what its stations sent.
fn read_unit(tx: &mut dyn Tx, unit: &str) -> Result<Read, LedgerError> {
    let mut stations = tx.stations()?;
    stations.retain(|row| row.commune == unit);
    let mut bundles = Vec::new();
    for station in &stations {
        for epoch in tx.epochs(&station.station)? {
            bundles.extend(tx.bundles(&station.station, &epoch.epoch)?);
        }
    }
    let mut states: BTreeMap<BundleState, u64> = BTreeMap::new();
    bundles.iter().for_each(|row| *states.entry(row.state).or_default() += 1);
    let most = usize::try_from(MOST_ROWS).unwrap_or(usize::MAX);
    bundles.sort_by_key(|row| Reverse((row.received, row.id)));
    bundles.truncate(most);
    let mut refused = tx.refused(u32::MAX)?;
    refused.retain(|row| stations.iter().any(|station| station.station == *row.station));
    refused.truncate(most);
    let sums = tx.tallies(Scope::Unit, Some(unit))?;
    let missing = missing(tx, &stations)?;
    Ok(Read { sums, stations, bundles, states: states.into_iter().collect(), missing, refused })
}

fn total(sums: &[(TallyKey, Counts)]) -> Counts {
    let mut all = Counts::default();
    sums.iter().for_each(|(_, one)| all += *one);
    all
}
