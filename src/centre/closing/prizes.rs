//! Who gets a prize, as the ledger is now: communes from their sums, persons from the first rows of an index.

use super::set::{CommunePlace, PersonPlace, PrizeRule, SetAward, SetFigures, UnitFigures};
use crate::{
    centre::{Access, Actor, Centre, outcome::QueryError, overview::fresh_since, person::address_of},
    domain::{Contest, Moment, PrizeCounts, PrizeRules, Sign, TieRule, Unit, Worth, shared_places},
    judging::Card,
    ledger::{Counts, LedgerError, Rank, ResidentRow, Scope, Tx, UnitStations},
    text::{Language, Words, unit_title},
};
use std::collections::BTreeMap;

/// Equal persons beyond the prizes that are listed.
const MOST_EQUAL: u32 = 100;
/// Digits of a key by which a person is named.
const NAMED: usize = 12;

/// Prizes as the ledger is now.
#[derive(Clone, Debug)]
pub struct Prizes {
    /// When they were read.
    pub at: Moment,
    /// Whether it is a rehearsal's contest.
    pub is_rehearsal: bool,
    /// By what they are given; none before there is a pack.
    pub rule: Option<PrizeRule>,
    /// Everybody together.
    pub total: SetFigures,
    /// Every unit.
    pub units: Vec<UnitFigures>,
    /// Communes that get one, or may.
    pub communes: Vec<CommunePlace>,
    /// Persons who get one, or may.
    pub persons: Vec<PersonPlace>,
    /// Others who are equal to the last of them.
    pub more_equal: u64,
    /// People whose entries wait for something: none of them is ranked.
    pub waiting: u64,
}

/// What is ranked, and by what.
pub(super) struct Field<'f> {
    pub units: &'f [Unit],
    pub contest: Option<&'f Contest>,
    pub now: Moment,
}

impl Centre {
    /// Prizes as the ledger is now. The trail records who looks.
    ///
    /// # Errors
    /// The role may not, or the ledger's.
    pub fn prizes(&self, access: &Access, (who, now): (Actor, Moment)) -> Result<Prizes, QueryError> {
        access.administers()?;
        let (units, rules) = (self.units()?, self.rules());
        self.ledger().write_tx(|tx| tx.note(now, who, "view-prizes"))?;
        let field = Field { units: &units, contest: rules.published.as_ref(), now };
        Ok(self.ledger().read_tx(|tx| read_prizes(tx, &field))?)
    }
}

/// Prizes as one moment of the ledger has them.
pub(super) fn read_prizes(tx: &mut dyn Tx, field: &Field<'_>) -> Result<Prizes, LedgerError> {
    let sums = tx.tallies(Scope::Unit, None)?;
    let mut total = Counts::default();
    sums.iter().for_each(|(_, counts)| total += *counts);
    let known: BTreeMap<&str, Counts> = sums.iter().map(|(key, counts)| (key.unit.as_str(), *counts)).collect();
    let stations = tx.unit_stations(fresh_since(field.now))?;
    let words = Words::new(Language::Vietnamese);
    let unit = |unit: &Unit| unit_figures(unit, &known, &stations, &words);
    let units: Vec<UnitFigures> = field.units.iter().map(unit).collect();
    let rules = field.contest.map(|contest| contest.rules.prizes).unwrap_or_default();
    let (persons, more_equal) = match field.contest {
        Some(_) => persons(tx, &rules, &units)?,
        None => (Vec::new(), 0),
    };
    Ok(Prizes {
        at: field.now,
        is_rehearsal: field.contest.is_some_and(|contest| contest.rehearsal),
        rule: field
            .contest
            .map(|contest| PrizeRule::new(&contest.rules.prizes, contest.rules.attempts, contest.rules.paper_ranks)),
        total: SetFigures::from(&total),
        communes: communes(&rules, &units),
        units,
        persons,
        more_equal,
        waiting: tx.count_waiting_people()?,
    })
}

fn unit_figures(unit: &Unit, known: &BTreeMap<&str, Counts>, stations: &[UnitStations], words: &Words) -> UnitFigures {
    let code = unit.code.as_str();
    let counts = known.get(code).copied().unwrap_or_default();
    let own = stations.iter().find(|row| row.unit == code);
    UnitFigures {
        code: code.to_owned(),
        name: unit_title(words, unit),
        population: unit.population,
        figures: SetFigures::from(&counts),
        stations: own.map_or(0, |row| row.stations),
        newest_ms: own.and_then(|row| row.newest).map(|at| at.0),
    }
}

/// Communes by their rate, compared as fractions: those that get a prize, and those that are equal to the last of them. A commune where
/// nobody took part, or of no known population, gets none.
fn communes(rules: &PrizeRules, units: &[UnitFigures]) -> Vec<CommunePlace> {
    let part = |unit: &UnitFigures| match rules.counts {
        PrizeCounts::Valid => unit.figures.valid,
        PrizeCounts::TookPart => unit.figures.took_part,
    };
    let mut ranked: Vec<(i64, &UnitFigures)> = units.iter().map(|unit| (part(unit), unit)).collect();
    ranked.retain(|(part, unit)| *part > 0 && unit.population > 0);
    let cross = |part: i64, of: &UnitFigures| i128::from(part) * i128::from(of.population);
    ranked.sort_by(|(part, unit), (other_part, other)| {
        cross(*other_part, unit).cmp(&cross(*part, other)).then_with(|| unit.code.cmp(&other.code))
    });
    // Equal fractions have one lowest form.
    let worths: Vec<(i64, i64)> = ranked.iter().map(|(part, unit)| lowest(*part, i64::from(unit.population))).collect();
    let places = shared_places(&worths);
    let place = |((part, unit), places): (&(i64, &UnitFigures), std::ops::RangeInclusive<u64>)| {
        Some(CommunePlace {
            award: SetAward::of_commune(rules.commune_award(&places))?,
            from: *places.start(),
            to: *places.end(),
            code: unit.code.clone(),
            name: unit.name.clone(),
            part: *part,
            whole: unit.population,
        })
    };
    ranked.iter().zip(places).filter_map(place).collect()
}

/// A fraction of positive numbers in its lowest form.
fn lowest(part: i64, whole: i64) -> (i64, i64) {
    let (mut one, mut other) = (part, whole);
    while other != 0 {
        (one, other) = (other, one % other);
    }
    (part / one.max(1), whole / one.max(1))
}

/// Persons who get a prize, or may, and how many more are equal to the last of them.
fn persons(tx: &mut dyn Tx, rules: &PrizeRules, units: &[UnitFigures]) -> Result<(Vec<PersonPlace>, u64), LedgerError> {
    let prizes = rules.all_persons();
    if prizes == 0 {
        return Ok((Vec::new(), 0));
    }
    let rows = tx.ranking(prizes.saturating_add(MOST_EQUAL))?;
    let worth = |row: &ResidentRow| rules.worth(row.standing.score.unwrap_or_default(), row.standing.seconds);
    let worths: Vec<Worth> = rows.iter().map(worth).collect();
    let mut places = shared_places(&worths);
    let mut more = 0;
    if let (Some(last), Some(shared)) = (worths.last(), places.last().cloned()) {
        // The list may end within a run of equal ones.
        let seconds = (rules.ties == TieRule::Seconds).then_some(last.1);
        let whole = tx.count_ranked(Rank { score: last.0.0, seconds })?.max(shared.end() + 1 - shared.start());
        let to = shared.start() + whole - 1;
        places.iter_mut().filter(|one| **one == shared).for_each(|one| *one = *shared.start()..=to);
        more = if *shared.start() <= u64::from(prizes) { to - shared.end() } else { 0 };
    }
    let mut found = Vec::new();
    for (row, places) in rows.into_iter().zip(places) {
        let Some(award) = SetAward::of_person(rules.award(&places)) else { break };
        found.push(person(&row, &places, award, units)?);
    }
    Ok((found, more))
}

fn person(
    row: &ResidentRow,
    places: &std::ops::RangeInclusive<u64>,
    award: SetAward,
    units: &[UnitFigures],
) -> Result<PersonPlace, LedgerError> {
    let standing = &row.standing;
    // A ledger from before cards were kept has none: the person is named by the key alone.
    let card = match row.card.is_empty() {
        true => None,
        false => Some(Card::read(&row.card).map_err(|_| LedgerError::Damaged("card"))?),
    };
    let code = standing.unit.as_deref().unwrap_or_default();
    let unit = units.iter().find(|unit| unit.code == code);
    let (name, birth) = card.map(|card| (card.name, card.birth)).unwrap_or_default();
    Ok(PersonPlace {
        from: *places.start(),
        to: *places.end(),
        person: address_of(&row.key).chars().take(NAMED).collect(),
        name,
        born: birth.chars().take(4).collect(),
        unit: unit.map_or_else(|| code.to_owned(), |unit| unit.name.clone()),
        village: standing.village.clone().unwrap_or_default(),
        score: standing.score.unwrap_or_default(),
        seconds: standing.seconds,
        paper: standing.on_paper,
        attempts: standing.attempts,
        stations: standing.stations,
        signs: Sign::ALL
            .into_iter()
            .filter(|sign| standing.anomalies & sign.bit() != 0)
            .map(|sign| sign.as_str().to_owned())
            .collect(),
        award,
    })
}
