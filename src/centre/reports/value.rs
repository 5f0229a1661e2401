//! The value of a report, and the use cases that read it.

use super::period::{Period, ReportRefusal, WantedDays};
use crate::{
    centre::{
        Access, Agency, Centre, Freshness, Lacking, Overview, SilentStation, VillageLine,
        overview::fresh_since,
        unit_page::{read_today, read_villages},
    },
    domain::{Date, Moment, Unit, date_of, day_of, dictionary_key},
    ledger::{Counts, Scope, UnitStations},
};
use std::collections::HashMap;

/// Report of a unit or of the city, as figures.
#[derive(Clone, Debug)]
pub struct Report {
    /// When it was read.
    pub at: Moment,
    /// Name of the centre.
    pub centre: String,
    /// Id of the contest.
    pub contest: String,
    /// Its title, by the newest pack; none before there is one.
    pub title: Option<String>,
    /// Whether it is a rehearsal's or the demo's, of which nothing counts.
    pub is_trial: bool,
    /// Whether it is the demo's contest, which never ends.
    pub is_demo: bool,
    /// Its days.
    pub period: Period,
    /// The contest's first and last day; none before there is a pack.
    pub window: Option<(Date, Date)>,
    /// Inhabitants, and whether the number is still to be confirmed.
    pub population: (u64, bool),
    /// Everybody until now.
    pub total: Counts,
    /// What was reached in its days: registered, finished, valid.
    pub reached: Counts,
    /// Day by day, in order; of more days than `MOST_DAYS` the newest.
    pub days: Vec<ReportDay>,
    /// How many of its days are not in `days`.
    pub days_before: i64,
    /// What is missing of the entries of people to be called, part by part.
    pub lacking: Vec<Lacking>,
    /// How current the stations are, those that are not revoked.
    pub stations: UnitStations,
    /// The same in the steps of the pages.
    pub freshness: Freshness,
    /// Cases that wait.
    pub cases: u64,
    /// Sheets that nobody has looked at.
    pub sheets: u64,
    /// What only a unit or only the city has.
    pub parts: ReportParts,
}

/// What only a unit or only the city has.
#[derive(Clone, Debug)]
pub enum ReportParts {
    /// Of a unit.
    Unit {
        /// The unit.
        unit: Unit,
        /// Its place among the units, and how many there are.
        rank: Option<(usize, usize)>,
        /// Its villages, as its page has them.
        villages: Vec<VillageLine>,
        /// Agencies and organisations, those below 100 % first.
        agencies: Vec<Agency>,
        /// Silent stations, the longest first.
        silent: Vec<SilentStation>,
    },
    /// Of the city.
    City {
        /// Every unit, by name.
        units: Vec<UnitFigures>,
        /// Residents of no listed unit.
        elsewhere: Counts,
    },
}

/// Unit with its figures.
#[derive(Clone, Debug)]
pub struct UnitFigures {
    /// The unit.
    pub unit: Unit,
    /// Its sums.
    pub counts: Counts,
    /// How complete they are.
    pub freshness: Freshness,
}

impl UnitFigures {
    /// Whether its figures are not known: before anything was reported, a zero would state that nobody took part.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.counts.registered == 0 && self.freshness.is_incomplete()
    }
}

/// Day of a report.
#[derive(Clone, Copy, Debug)]
pub struct ReportDay {
    /// The date.
    pub date: Date,
    /// What was reached on it.
    pub own: Counts,
    /// What was reached until its end.
    pub sum: Counts,
}

/// Days that a report lists.
const MOST_DAYS: i32 = 366;

impl Report {
    /// Whether the figures are not known, as `UnitFigures::is_open`.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.total.registered == 0 && self.freshness.is_incomplete()
    }

    /// The unit that it is about; none for the city.
    #[must_use]
    pub fn unit(&self) -> Option<&Unit> {
        match &self.parts {
            ReportParts::Unit { unit, .. } => Some(unit),
            ReportParts::City { .. } => None,
        }
    }
}

impl Centre {
    /// Report of a unit; none where no unit has this code.
    ///
    /// # Errors
    /// The role may not see the unit, the days are the wrong way round, or the ledger's.
    pub fn unit_report(
        &self,
        access: &Access,
        unit: &str,
        wanted: WantedDays,
        now: Moment,
    ) -> Result<Option<Report>, ReportRefusal> {
        let Some((unit, code)) = self.readable_unit(access, unit)? else { return Ok(None) };
        let units = self.units()?;
        let (agencies, places) =
            (self.listed_places(&code, Scope::Agency)?, self.listed_places(&code, Scope::Village)?);
        // One moment: what the villages add up to is what the unit has.
        let (rows, villages, stations) = self.ledger().read_tx(|tx| {
            let rows = read_today(tx, &code, &agencies)?;
            Ok((rows, read_villages(tx, &code, &places)?.1, tx.unit_stations(fresh_since(now))?))
        })?;
        let by_day: Vec<(i32, Counts)> = rows.days.iter().map(|(key, counts)| (key.day, *counts)).collect();
        let today = self.today_of(unit, (rows, &units, &agencies), now)?;
        let own = stations.into_iter().find(|row| row.unit == code);
        let head = self.report_head(wanted, (&by_day, now))?;
        Ok(Some(Report {
            population: (today.unit.population.into(), today.unit.population_inferred),
            total: today.counts,
            lacking: today.lacking,
            freshness: Freshness::new(own.as_ref(), now),
            stations: own.unwrap_or_else(|| none(&code)),
            cases: today.cases,
            sheets: today.sheets,
            parts: ReportParts::Unit {
                unit: today.unit,
                rank: today.rank,
                villages,
                agencies: today.agencies,
                silent: today.silent,
            },
            ..head
        }))
    }

    /// Report of the city.
    ///
    /// # Errors
    /// The role is limited to a unit, the days are the wrong way round, or the ledger's.
    pub fn city_report(&self, access: &Access, wanted: WantedDays, now: Moment) -> Result<Report, ReportRefusal> {
        access.reads_city().map_err(|refusal| ReportRefusal::Query(refusal.into()))?;
        let overview = self.overview(access, now)?;
        let head = self.report_head(wanted, (&overview.by_day, now))?;
        let stations = together(&overview.stations);
        let (units, elsewhere) = figures(&overview);
        let population = overview.units.iter().map(|unit| u64::from(unit.population)).sum();
        Ok(Report {
            population: (population, overview.units.iter().any(|unit| unit.population_inferred)),
            total: overview.total,
            freshness: Freshness::new(Some(&stations).filter(|all| all.stations > 0), now),
            lacking: overview.lacking,
            stations,
            cases: overview.waiting,
            sheets: overview.sheets,
            parts: ReportParts::City { units, elsewhere },
            ..head
        })
    }

    /// What both kinds of reports have alike; the rest of it is empty.
    fn report_head(
        &self,
        wanted: WantedDays,
        (by_day, now): (&[(i32, Counts)], Moment),
    ) -> Result<Report, ReportRefusal> {
        let rules = self.rules();
        let contest = rules.published.as_ref();
        let window = contest.map(|contest| (contest.opens, contest.closes));
        let period = Period::new(wanted, window, (by_day, now))?;
        let mut reached = Counts::default();
        let own = by_day.iter().filter(|(day, _)| period.contains(date_of(*day)));
        own.for_each(|(_, counts)| reached += *counts);
        let (days, days_before) = days(by_day, period, now);
        Ok(Report {
            at: now,
            centre: self.keys().name.clone(),
            contest: self.keys().contest.clone(),
            title: contest.map(|contest| contest.title.clone()),
            is_demo: self.keys().is_demo(),
            is_trial: self.keys().is_demo() || contest.is_some_and(|contest| contest.rehearsal),
            period,
            window,
            population: (0, false),
            total: Counts::default(),
            reached,
            days,
            days_before,
            lacking: Vec::new(),
            stations: none(""),
            freshness: Freshness::NoStation,
            cases: 0,
            sheets: 0,
            parts: ReportParts::City { units: Vec::new(), elsewhere: Counts::default() },
        })
    }
}

/// Every day of the period from the first on which something was reached until today, and how many are left out; none where nothing was
/// reached on any.
fn days(by_day: &[(i32, Counts)], period: Period, now: Moment) -> (Vec<ReportDay>, i64) {
    let own = || by_day.iter().map(|(day, _)| *day).filter(|day| period.contains(date_of(*day)));
    let (Some(least), Some(most)) = (own().min(), own().max()) else { return (Vec::new(), 0) };
    let last = most.max(day_of(period.last).min(day_of(now.date())));
    let shown = least.max(last.saturating_sub(MOST_DAYS - 1));
    let known: HashMap<i32, Counts> = by_day.iter().copied().collect();
    let mut sum = Counts::default();
    by_day.iter().filter(|(day, _)| *day < shown).for_each(|(_, counts)| sum += *counts);
    let day = |day: i32| {
        let own = known.get(&day).copied().unwrap_or_default();
        sum += own;
        ReportDay { date: date_of(day), own, sum }
    };
    ((shown..=last).map(day).collect(), i64::from(shown) - i64::from(least))
}

/// No station.
fn none(unit: &str) -> UnitStations {
    UnitStations { unit: unit.to_owned(), stations: 0, heard: 0, recent: 0, newest: None, oldest: None }
}

/// The stations of all units.
fn together(units: &[UnitStations]) -> UnitStations {
    let sum = |figure: fn(&UnitStations) -> u64| units.iter().map(figure).sum();
    UnitStations {
        unit: String::new(),
        stations: sum(|row| row.stations),
        heard: sum(|row| row.heard),
        recent: sum(|row| row.recent),
        newest: units.iter().filter_map(|row| row.newest).max(),
        oldest: units.iter().filter_map(|row| row.oldest).min(),
    }
}

/// Every unit by its name, and the residents of no listed unit.
fn figures(overview: &Overview) -> (Vec<UnitFigures>, Counts) {
    let sums: HashMap<&str, Counts> = overview.sums.iter().map(|(key, counts)| (key.unit.as_str(), *counts)).collect();
    let stations: HashMap<&str, &UnitStations> = overview.stations.iter().map(|row| (row.unit.as_str(), row)).collect();
    let figures = |unit: &Unit| UnitFigures {
        unit: unit.clone(),
        counts: sums.get(unit.code.as_str()).copied().unwrap_or_default(),
        freshness: Freshness::new(stations.get(unit.code.as_str()).copied(), overview.at),
    };
    let mut units: Vec<UnitFigures> = overview.units.iter().map(figures).collect();
    units.sort_by_cached_key(|one| dictionary_key(&one.unit.name));
    let is_listed = |code: &str| overview.units.iter().any(|unit| unit.code.as_str() == code);
    let mut elsewhere = Counts::default();
    let others = overview.sums.iter().filter(|(key, _)| !is_listed(&key.unit));
    others.for_each(|(_, counts)| elsewhere += *counts);
    (units, elsewhere)
}
