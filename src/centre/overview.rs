//! Figures of the contest as values: what the page, JSON and other outputs render. They come from sums and from one row a unit, so that
//! their cost does not grow with people, bundles or cases.

use super::{
    Access, Centre, Term,
    access::NotAllowed,
    cases::waiting,
    lacking::{Lacking, lacking},
    outcome::QueryError,
    place_names::{Sums, named_sums},
};
use crate::{
    domain::{Date, Moment, Unit},
    ledger::{Counts, Scope, TallyKey, UnitStations},
};
use std::{collections::BTreeMap, sync::Arc};

/// A station whose newest bundle arrived at most so many days ago has reported everything recent.
pub const FRESH_DAYS: i64 = 3;
const DAY_MS: i64 = 86_400_000;

/// State of the contest as a role may see it.
#[derive(Clone, Debug)]
pub struct Overview {
    /// When it was read.
    pub at: Moment,
    /// The centre's name.
    pub centre: String,
    /// The contest's id.
    pub contest: String,
    /// The contest's title, by the newest pack; none before there is one.
    pub title: Option<String>,
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
    /// What is missing of the entries of people to be called, part by part.
    pub lacking: Vec<Lacking>,
    /// What was reached on each day, in order: days since 1970-01-01 in Vietnam.
    pub by_day: Vec<(i32, Counts)>,
    /// How current the stations of each unit are.
    pub stations: Vec<UnitStations>,
    /// How many cases are open, those put aside among them.
    pub waiting: u64,
    /// How many sheets that the role may see nobody has looked at.
    pub sheets: u64,
    /// Telephones of people without an entry on which stations put the app.
    pub installs: u64,
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

impl Centre {
    /// The contest's figures, as far as a role may see them.
    ///
    /// # Errors
    /// The ledger's.
    pub fn overview(&self, access: &Access, now: Moment) -> Result<Overview, QueryError> {
        let units = self.own_units(access)?;
        let unit = access.unit().map(|own| own.as_str());
        let (sums, by_day, mut stations, (waiting, sheets, installs)) = self.ledger().read_tx(|tx| {
            let installs = tx.installs(unit)?.iter().map(|(_, installs)| installs).sum();
            let counts = (waiting(tx, access)?, tx.count_open_sheets(unit)?, installs);
            Ok((tx.tallies(Scope::Unit, unit)?, tx.day_sums(unit)?, tx.unit_stations(fresh_since(now))?, counts))
        })?;
        stations.retain(|row| access.reads(&row.unit));
        let rules = self.rules();
        Ok(Overview {
            at: now,
            centre: self.keys().name.clone(),
            contest: self.keys().contest.clone(),
            title: rules.published.as_ref().map(|contest| contest.title.clone()),
            days: rules.published.as_ref().map(|contest| (contest.opens, contest.closes)),
            term: self.term()?,
            is_demo: self.keys().is_demo(),
            is_rehearsal: rules.published.as_ref().is_some_and(|contest| contest.rehearsal),
            units,
            lacking: lacking(&total(&sums), rules.published.as_ref()),
            total: total(&sums),
            sums,
            by_day,
            stations,
            waiting,
            sheets,
            installs,
        })
    }

    /// The units that a role may see.
    pub(super) fn own_units(&self, access: &Access) -> Result<Arc<Vec<Unit>>, QueryError> {
        let all = self.units()?;
        Ok(match access.unit() {
            None => all,
            Some(own) => Arc::new(all.iter().filter(|unit| unit.code == *own).cloned().collect()),
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

/// Since when a bundle must have arrived for its station to be recent: whole days, as people count them.
pub(super) fn fresh_since(now: Moment) -> Moment {
    Moment::start_of(now.date()).plus_ms(-FRESH_DAYS * DAY_MS)
}

fn total(sums: &[(TallyKey, Counts)]) -> Counts {
    let mut all = Counts::default();
    sums.iter().for_each(|(_, one)| all += *one);
    all
}
