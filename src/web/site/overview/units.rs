use super::super::format::{number, plain, rate};
use crate::{
    centre::{Freshness, Overview},
    domain::{Unit, dictionary_key, find_units},
    ledger::{Counts, UnitStations},
    text::{Words, unit_title},
};
use std::{cmp::Reverse, collections::HashMap};

/// Unit as the page shows it.
pub struct UnitLine {
    /// Five digits.
    pub code: String,
    /// Kind and name.
    pub name: String,
    /// CSS class.
    pub class: &'static str,
    /// Residents who registered.
    pub registered: String,
    /// Residents who finished every part.
    pub finished: String,
    /// Residents with a valid result.
    pub valid: String,
    /// Residents.
    pub population: String,
    /// Whether the population is yet to be confirmed.
    pub inferred: bool,
    /// Share of those registered in the population.
    pub registered_rate: String,
    /// Share of valid results in the population.
    pub rate: String,
    /// Sign of how complete the figures are.
    pub mark: &'static str,
    /// The same in words.
    pub freshness: String,
}

/// Column by which units are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Name,
    Registered,
    Finished,
    Valid,
    Population,
    RegisteredRate,
    Rate,
    Lateness,
}

/// Order of the units: a column, and whether it runs against its usual direction, which is A to Z for names and the largest first
/// for figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    by: By,
    is_reversed: bool,
}

/// Head of a column, a link that orders by it.
pub struct Head {
    /// What it is called.
    pub name: String,
    /// Link to the page in this order; in the reverse one where it is in this order already.
    pub href: String,
    /// `ascending` or `descending` where the page is in this order; else empty.
    pub sorted: &'static str,
    /// CSS class.
    pub class: &'static str,
}

/// Columns in the order of the table: value of the query, text key, whether it holds figures.
const COLUMNS: [(By, &str, &str, bool); 8] = [
    (By::Name, "ten", "site-column-unit", false),
    (By::Registered, "dangky", "site-column-registered", true),
    (By::Finished, "lamdu", "site-column-finished", true),
    (By::Valid, "so", "site-column-valid", true),
    (By::Population, "dan", "site-column-population", true),
    (By::RegisteredRate, "tyledk", "site-column-registered-rate", true),
    (By::Rate, "tyle", "site-column-rate", true),
    (By::Lateness, "tre", "site-column-stations", false),
];

impl Order {
    /// The order of a query, a column's value with `-` before it for the reverse; by name if it names none.
    pub fn parse(query: Option<&str>) -> Self {
        let query = query.unwrap_or_default();
        let (value, is_reversed) = query.strip_prefix('-').map_or((query, false), |rest| (rest, true));
        let found = COLUMNS.iter().find(|(_, known, ..)| *known == value);
        found.map_or(Self { by: By::Name, is_reversed: false }, |(by, ..)| Self { by: *by, is_reversed })
    }

    /// Value of the query.
    pub fn value(self) -> String {
        let value = COLUMNS.iter().find(|(by, ..)| *by == self.by).map_or("ten", |(_, value, ..)| *value);
        format!("{}{value}", if self.is_reversed { "-" } else { "" })
    }

    /// Heads of all columns. `kept`: what else the query has.
    pub fn heads(self, kept: &str, words: &Words) -> Vec<Head> {
        let head = |(by, value, key, is_figure): &(By, &str, &str, bool)| {
            let is_own = *by == self.by;
            let reverse = if is_own && !self.is_reversed { "-" } else { "" };
            let is_ascending = (*by == By::Name) != self.is_reversed;
            Head {
                name: words.get(key).into_owned(),
                href: format!("/?xep={reverse}{value}{kept}#don-vi"),
                sorted: match (is_own, is_ascending) {
                    (false, _) => "",
                    (true, true) => "ascending",
                    (true, false) => "descending",
                },
                class: if *is_figure { "n" } else { "" },
            }
        };
        COLUMNS.iter().map(head).collect()
    }
}

/// Unit with its figures.
pub struct Row<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// Its sums.
    pub counts: Counts,
    /// How complete they are.
    pub freshness: Freshness,
}

impl Row<'_> {
    /// Whether its figures are not known: before anything was reported, a zero would state that nobody took part.
    pub fn is_open(&self) -> bool {
        self.counts.registered == 0 && self.freshness.is_incomplete()
    }

    fn share(&self, part: i64) -> i64 {
        part.saturating_mul(1_000_000) / i64::from(self.unit.population.max(1))
    }
}

/// Rows of all units, in the list's order.
pub fn rows<'a>(overview: &'a Overview) -> Vec<Row<'a>> {
    let sums: HashMap<&str, &Counts> = overview.sums.iter().map(|(key, counts)| (key.unit.as_str(), counts)).collect();
    let stations: HashMap<&str, &UnitStations> = overview.stations.iter().map(|row| (row.unit.as_str(), row)).collect();
    let row = |unit: &'a Unit| {
        let code = unit.code.as_str();
        let counts = sums.get(code).copied().copied().unwrap_or_default();
        Row { unit, counts, freshness: Freshness::new(stations.get(code).copied(), overview.at) }
    };
    overview.units.iter().map(row).collect()
}

/// Lines of those units that were looked for, in this order. `typed`: a part of the name without marks, or of the code; empty for all.
pub fn lines(rows: &[Row<'_>], overview: &Overview, order: Order, typed: &str, words: &Words) -> Vec<UnitLine> {
    let typed = typed.trim();
    let named: Vec<&str> = find_units(&overview.units, typed).into_iter().map(|unit| unit.code.as_str()).collect();
    let is_found = |row: &&Row<'_>| {
        let code = row.unit.code.as_str();
        typed.is_empty() || named.contains(&code) || code.contains(typed)
    };
    let mut found: Vec<&Row<'_>> = rows.iter().filter(is_found).collect();
    sort(&mut found, order.by);
    if order.is_reversed {
        found.reverse();
    }
    found.into_iter().map(|row| line(row, words, overview)).collect()
}

fn sort(rows: &mut [&Row<'_>], by: By) {
    rows.sort_by_cached_key(|row| dictionary_key(&row.unit.name));
    match by {
        By::Name => (),
        By::Registered => rows.sort_by_key(|row| Reverse(row.counts.registered)),
        By::Finished => rows.sort_by_key(|row| Reverse(row.counts.finished)),
        By::Valid => rows.sort_by_key(|row| Reverse(row.counts.valid)),
        By::Population => rows.sort_by_key(|row| Reverse(row.unit.population)),
        By::RegisteredRate => rows.sort_by_key(|row| Reverse(row.share(row.counts.registered))),
        By::Rate => rows.sort_by_key(|row| Reverse(row.share(row.counts.valid))),
        By::Lateness => rows.sort_by_key(|row| Reverse(row.freshness.lateness())),
    }
}

fn line(row: &Row<'_>, words: &Words, overview: &Overview) -> UnitLine {
    let Row { unit, counts, freshness } = row;
    let is_open = row.is_open();
    let figure = |figure: i64| match is_open {
        true => words.get("site-unknown-figure").into_owned(),
        false => number(words, figure),
    };
    let share = |part: i64| if is_open { "–".to_owned() } else { rate(part, u64::from(unit.population)) };
    UnitLine {
        code: plain(unit.code.as_str()),
        name: plain(&unit_title(words, unit)),
        class: freshness.class(),
        registered: figure(counts.registered),
        finished: figure(counts.finished),
        valid: figure(counts.valid),
        population: number(words, i64::from(unit.population)),
        inferred: unit.population_inferred,
        registered_rate: share(counts.registered),
        rate: share(counts.valid),
        mark: freshness.mark(),
        freshness: freshness.text(words, overview.at),
    }
}
