//! What a unit's office looks at every morning: how far it is, what is new, who is silent, what waits.

use super::{
    Access, Centre,
    access::NotAllowed,
    cases::epoch_of,
    lacking::{Lacking, lacking},
    outcome::QueryError,
    overview::FRESH_DAYS,
    place_names::{ListedPlace, PlaceNames, Sums, named_sums},
    rosters::GroupKind,
};
use crate::{
    domain::{Date, Moment, Unit, fold},
    judging::day,
    ledger::{CaseKind, Counts, LedgerError, Scope, StationRow, TallyKey, Tx},
};
use std::collections::BTreeMap;

/// A unit today.
#[derive(Clone, Debug)]
pub struct UnitToday {
    /// When it was read.
    pub at: Moment,
    /// The unit with its population.
    pub unit: Unit,
    /// First and last day of the contest; none before there is a pack.
    pub days: Option<(Date, Date)>,
    /// Its residents.
    pub counts: Counts,
    /// What is missing of the entries of people to be called, part by part.
    pub lacking: Vec<Lacking>,
    /// Its place among the units by valid entries against population, and how many units there are; none while no unit has any.
    pub rank: Option<(usize, usize)>,
    /// What its residents reached yesterday and today, by the days of the records.
    pub yesterday: Counts,
    /// Today.
    pub today: Counts,
    /// The agencies and organisations of its rosters; without a roster, the agencies that it has listed with their number of people.
    /// Those below 100 % first.
    pub agencies: Vec<Agency>,
    /// Its stations that are not revoked.
    pub stations: usize,
    /// Those of them that are silent, the longest first.
    pub silent: Vec<SilentStation>,
    /// When its newest bundle arrived.
    pub newest: Option<Moment>,
    /// Open cases about its stations.
    pub cases: u64,
    /// Sheets of its stations that nobody has looked at.
    pub sheets: u64,
    /// Telephones of people without an entry on which its stations put the app.
    pub installs: u64,
}

/// Agency with its share of people who took part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// Which it is.
    pub kind: GroupKind,
    /// People who are on its list.
    pub heads: u64,
    /// Those who took part: valid here or on One Touch, each once.
    pub took_part: u64,
}

/// Station that has sent nothing for more than three days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SilentStation {
    /// Village where it is.
    pub village: String,
    /// Beginning of its id.
    pub station: String,
    /// When its newest bundle arrived; none where none has.
    pub since: Option<Moment>,
}

/// Villages of a unit with their figures.
#[derive(Clone, Debug)]
pub struct VillageList {
    /// When it was read.
    pub at: Moment,
    /// The unit.
    pub unit: Unit,
    /// As the unit has listed them, then what else people wrote, by name.
    pub lines: Vec<VillageLine>,
    /// What is called otherwise and how: as written, the name in figures, and how many are registered so.
    pub names: PlaceNames,
    /// Whether the unit has listed its villages.
    pub is_listed: bool,
    /// Whether the role may merge names.
    pub may_merge: bool,
}

/// Village with its figures.
#[derive(Clone, Debug)]
pub struct VillageLine {
    /// Its name; empty for residents without a village.
    pub name: String,
    /// Whether the unit has listed it.
    pub is_listed: bool,
    /// People who live there; none where nobody has counted.
    pub heads: Option<u32>,
    /// Its residents.
    pub counts: Counts,
    /// Stations there that are not revoked.
    pub stations: usize,
    /// When the newest bundle of one of them arrived.
    pub newest: Option<Moment>,
}

impl VillageLine {
    /// Whether its figures are not known: before its station has reported anything, a zero would state that nobody took part.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.counts.registered == 0 && self.newest.is_none()
    }
}

impl Centre {
    /// A unit today; none where no unit has this code.
    ///
    /// # Errors
    /// The role may not see the unit, or the ledger's.
    pub fn unit_today(&self, access: &Access, unit: &str, now: Moment) -> Result<Option<UnitToday>, QueryError> {
        let Some((unit, code)) = self.readable_unit(access, unit)? else { return Ok(None) };
        let units = self.units()?;
        let listed = self.listed_places(&code, Scope::Agency)?;
        let rows = self.ledger().read_tx(|tx| read_today(tx, &code, &listed))?;
        Ok(Some(self.today_of(unit, (rows, &units, &listed), now)?))
    }

    /// A unit today, from what was read of it.
    pub(super) fn today_of(
        &self,
        unit: Unit,
        (rows, units, listed): (TodayRows, &[Unit], &[ListedPlace]),
        now: Moment,
    ) -> Result<UnitToday, QueryError> {
        let TodayRows { all, days, agencies, stations, cases, sheets, installs } = rows;
        let code = unit.code.as_str().to_owned();
        let on_rosters = self.roster_shares(&code, day(now))?;
        let agencies = if on_rosters.is_empty() { shares(listed, &agencies) } else { on_rosters };
        let rules = self.rules();
        let contest = rules.published.as_ref().map(|contest| (contest.opens, contest.closes));
        let own = all.iter().find(|(key, _)| key.unit == code).map(|(_, counts)| *counts).unwrap_or_default();
        Ok(UnitToday {
            at: now,
            rank: rank(units, &all, &unit),
            unit,
            days: contest,
            lacking: lacking(&own, rules.published.as_ref()),
            counts: own,
            yesterday: on_day(&days, day(now) - 1),
            today: on_day(&days, day(now)),
            agencies: below_first(agencies),
            stations: stations.len(),
            silent: silent(&stations, now),
            newest: stations.iter().filter_map(|row| row.last_seen).max(),
            cases,
            sheets,
            installs,
        })
    }

    /// The villages of a unit; none where no unit has this code.
    ///
    /// # Errors
    /// The role may not see the unit, or the ledger's.
    pub fn villages(&self, access: &Access, unit: &str, now: Moment) -> Result<Option<VillageList>, QueryError> {
        let Some((unit, code)) = self.readable_unit(access, unit)? else { return Ok(None) };
        let listed = self.listed_places(&code, Scope::Village)?;
        let (names, lines) = self.ledger().read_tx(|tx| read_villages(tx, &code, &listed))?;
        let may_merge = access.acts_in(&code).is_ok();
        Ok(Some(VillageList { at: now, unit, lines, is_listed: !names.listed.is_empty(), names, may_merge }))
    }

    /// The unit of this code with its code, where the role may see it.
    pub(super) fn readable_unit(&self, access: &Access, unit: &str) -> Result<Option<(Unit, String)>, QueryError> {
        if !access.reads(unit) {
            return Err(NotAllowed.into());
        }
        let units = self.units()?;
        let found = units.iter().find(|known| known.code.as_str() == unit);
        Ok(found.map(|unit| (unit.clone(), unit.code.as_str().to_owned())))
    }
}

/// What one transaction reads of a unit today.
pub(super) struct TodayRows {
    all: Sums,
    /// Sums of its days, in order.
    pub days: Sums,
    agencies: Sums,
    stations: Vec<StationRow>,
    cases: u64,
    sheets: u64,
    installs: u64,
}

/// Reads a unit that has listed these agencies.
pub(super) fn read_today(tx: &mut dyn Tx, unit: &str, listed: &[ListedPlace]) -> Result<TodayRows, LedgerError> {
    let stations = own_stations(tx, unit)?;
    Ok(TodayRows {
        installs: tx.installs(Some(unit))?.iter().map(|(_, installs)| installs).sum(),
        all: tx.tallies(Scope::Unit, None)?,
        days: tx.tallies(Scope::Day, Some(unit))?,
        agencies: named_sums(tx, unit, Scope::Agency, listed)?,
        cases: open_cases(tx, &stations)?,
        sheets: tx.count_open_sheets(Some(unit))?,
        stations,
    })
}

/// Reads the villages of a unit that has listed these.
pub(super) fn read_villages(
    tx: &mut dyn Tx,
    unit: &str,
    listed: &[ListedPlace],
) -> Result<(PlaceNames, Vec<VillageLine>), LedgerError> {
    let names = PlaceNames::read(tx, unit, Scope::Village, listed)?;
    let sums = names.sums(tx.tallies(Scope::Village, Some(unit))?);
    let stations = own_stations(tx, unit)?;
    let lines = lines(&names, sums, &stations);
    Ok((names, lines))
}

/// Stations of a unit that are not revoked.
fn own_stations(tx: &mut dyn Tx, unit: &str) -> Result<Vec<StationRow>, LedgerError> {
    let mut stations = tx.stations()?;
    stations.retain(|row| row.commune == unit && row.revoked.is_none());
    Ok(stations)
}

/// How many open cases are about one of these stations. Whom a contradiction is about may live anywhere.
fn open_cases(tx: &mut dyn Tx, stations: &[StationRow]) -> Result<u64, LedgerError> {
    let cases = tx.open_cases(u32::MAX)?;
    let own = cases.iter().filter(|row| row.kind != CaseKind::Contradiction).filter(|row| {
        epoch_of(&row.subject).is_some_and(|(station, _)| stations.iter().any(|one| one.station == station))
    });
    Ok(u64::try_from(own.count()).unwrap_or(u64::MAX))
}

/// The place of a unit by valid entries against population; equal ones share it.
fn rank(units: &[Unit], sums: &Sums, own: &Unit) -> Option<(usize, usize)> {
    let valid: BTreeMap<&str, i64> = sums.iter().map(|(key, counts)| (key.unit.as_str(), counts.valid)).collect();
    let of = |unit: &Unit| i128::from(valid.get(unit.code.as_str()).copied().unwrap_or_default());
    if units.iter().all(|unit| of(unit) == 0) {
        return None;
    }
    let is_ahead = |unit: &&Unit| of(unit) * i128::from(own.population) > of(own) * i128::from(unit.population);
    Some((1 + units.iter().filter(is_ahead).count(), units.len()))
}

fn on_day(days: &[(TallyKey, Counts)], day: i32) -> Counts {
    days.iter().find(|(key, _)| key.day == day).map(|(_, counts)| *counts).unwrap_or_default()
}

fn below_first(shares: Vec<(GroupKind, u64, u64)>) -> Vec<Agency> {
    let agency = |(kind, heads, took_part)| Agency { kind, heads, took_part };
    let mut agencies: Vec<Agency> = shares.into_iter().map(agency).collect();
    agencies.sort_by_key(|one| one.took_part >= one.heads);
    agencies
}

/// Agencies that a unit has listed, with how many are listed and took part.
fn shares(listed: &[ListedPlace], sums: &Sums) -> Vec<(GroupKind, u64, u64)> {
    let known: BTreeMap<&str, &Counts> = sums.iter().map(|(key, counts)| (key.name.as_str(), counts)).collect();
    let share = |place: &ListedPlace| {
        let counts = known.get(place.name.as_str()).copied().copied().unwrap_or_default();
        let took_part = u64::try_from(counts.took_part()).unwrap_or_default();
        Some((GroupKind::Agency(place.name.clone()), place.heads?.into(), took_part))
    };
    listed.iter().filter_map(share).collect()
}

fn silent(stations: &[StationRow], now: Moment) -> Vec<SilentStation> {
    let is_silent = |at: Moment| (now.date() - at.date()).num_days() > FRESH_DAYS;
    let mut silent: Vec<&StationRow> = stations.iter().filter(|row| row.last_seen.is_none_or(is_silent)).collect();
    silent.sort_by_key(|row| row.last_seen);
    let line = |row: &StationRow| SilentStation {
        village: row.village.clone(),
        station: row.station.short().to_owned(),
        since: row.last_seen,
    };
    silent.into_iter().map(line).collect()
}

/// The listed villages in their order, then other names.
fn lines(names: &PlaceNames, sums: Sums, stations: &[StationRow]) -> Vec<VillageLine> {
    let mut sums: BTreeMap<String, Counts> = sums.into_iter().map(|(key, counts)| (key.name, counts)).collect();
    let mut here: BTreeMap<String, Vec<&StationRow>> = BTreeMap::new();
    for row in stations {
        let name = names.name(&row.village);
        // A station's grant may write its village in other letters than its people did.
        let known = sums.keys().find(|known| known.to_lowercase() == name.to_lowercase());
        here.entry(known.cloned().unwrap_or(name)).or_default().push(row);
    }
    let line = |name: String, counts: Counts, listed: Option<&ListedPlace>| {
        let own = here.get(&name).map(Vec::as_slice).unwrap_or_default();
        VillageLine {
            is_listed: listed.is_some(),
            heads: listed.and_then(|place| place.heads),
            counts,
            stations: own.len(),
            newest: own.iter().filter_map(|row| row.last_seen).max(),
            name,
        }
    };
    let mut lines: Vec<VillageLine> = Vec::new();
    for place in &names.listed {
        let counts = sums.remove(&place.name).unwrap_or_default();
        lines.push(line(place.name.clone(), counts, Some(place)));
    }
    // A village whose station has sent nothing yet has no sum.
    for name in here.keys().filter(|name| !names.listed.iter().any(|place| place.name == **name)) {
        sums.entry(name.clone()).or_default();
    }
    let mut others: Vec<(String, Counts)> = sums.into_iter().collect();
    others.sort_by_cached_key(|(name, _)| (name.is_empty(), fold(name), name.clone()));
    lines.extend(others.into_iter().map(|(name, counts)| line(name, counts, None)));
    lines
}
