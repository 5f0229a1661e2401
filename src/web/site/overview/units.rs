use super::super::format::{ago, days_ago, number, plain, rate};
use crate::{
    centre::Overview,
    domain::{Moment, Unit, UnitKind, fold},
    ledger::{Counts, StationRow},
    text::Words,
};
use std::{cmp::Reverse, collections::HashMap};

/// A station whose newest data is at most this old has reported everything recent.
pub const FRESH_DAYS: i64 = 3;

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
    /// Share of valid results in the population.
    pub rate: String,
    /// Sign of how complete the figures are.
    pub mark: &'static str,
    /// The same in words.
    pub freshness: String,
}

/// Order of the units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// By name.
    Name,
    /// Highest share of valid results in the population first.
    Rate,
    /// Most valid results first.
    Valid,
    /// Longest silent station first.
    Lateness,
}

/// Order that can be chosen, with the link to it.
pub struct OrderLine {
    /// What the order is called.
    pub name: String,
    /// Link to the page in this order.
    pub href: &'static str,
    /// Whether the page is in this order.
    pub chosen: bool,
}

impl Order {
    const ALL: [Self; 4] = [Self::Name, Self::Rate, Self::Valid, Self::Lateness];

    /// The order of a query; by name if it names none.
    pub fn parse(query: Option<&str>) -> Self {
        match query {
            Some("tyle") => Self::Rate,
            Some("so") => Self::Valid,
            Some("tre") => Self::Lateness,
            _ => Self::Name,
        }
    }

    /// Lines of all orders, of which this one is chosen.
    pub fn lines(self, words: &Words) -> Vec<OrderLine> {
        let line = |order: Self| {
            let (key, href) = order.link();
            OrderLine { name: words.get(key).into_owned(), href, chosen: order == self }
        };
        Self::ALL.map(line).into()
    }

    /// Text key and link.
    fn link(self) -> (&'static str, &'static str) {
        match self {
            Self::Name => ("site-order-name", "/?xep=ten#don-vi"),
            Self::Rate => ("site-order-rate", "/?xep=tyle#don-vi"),
            Self::Valid => ("site-order-valid", "/?xep=so#don-vi"),
            Self::Lateness => ("site-order-lateness", "/?xep=tre#don-vi"),
        }
    }
}

/// How many stations that are not revoked have recent data.
pub fn recent(stations: &[StationRow], now: Moment) -> usize {
    let is_recent = |row: &&StationRow| row.last_seen.is_some_and(|at| days_ago(at, now) <= FRESH_DAYS);
    stations.iter().filter(|row| row.revoked.is_none()).filter(is_recent).count()
}

/// Unit with its figures.
type Row<'a> = (&'a Unit, Counts, Freshness);

/// Lines of the units in this order.
pub fn lines<'a>(overview: &'a Overview, order: Order, words: &Words) -> Vec<UnitLine> {
    let sums: HashMap<&str, &Counts> = overview.sums.iter().map(|(key, counts)| (key.unit.as_str(), counts)).collect();
    let mut stations: HashMap<&str, Vec<&StationRow>> = HashMap::new();
    for row in overview.stations.iter().filter(|row| row.revoked.is_none()) {
        stations.entry(row.commune.as_str()).or_default().push(row);
    }
    let row = |unit: &'a Unit| {
        let code = unit.code.as_str();
        let counts = sums.get(code).copied().copied().unwrap_or_default();
        let own = stations.get(code).map(Vec::as_slice).unwrap_or_default();
        (unit, counts, Freshness::new(own, overview.at))
    };
    let mut rows: Vec<Row<'_>> = overview.units.iter().map(row).collect();
    sort(&mut rows, order);
    rows.iter().map(|row| line(row, words, overview.at)).collect()
}

fn sort(rows: &mut [Row<'_>], order: Order) {
    match order {
        Order::Name => rows.sort_by_cached_key(|(unit, ..)| (fold(&unit.name), unit.name.clone())),
        Order::Rate => {
            rows.sort_by_key(|(unit, counts, _)| Reverse(counts.valid * 1_000_000 / i64::from(unit.population.max(1))))
        }
        Order::Valid => rows.sort_by_key(|(_, counts, _)| Reverse(counts.valid)),
        Order::Lateness => rows.sort_by_key(|(_, _, freshness)| Reverse(freshness.lateness())),
    }
}

fn line((unit, counts, freshness): &Row<'_>, words: &Words, now: Moment) -> UnitLine {
    let kind = match unit.kind {
        UnitKind::Commune => "site-unit-commune",
        UnitKind::Ward => "site-unit-ward",
        UnitKind::SpecialZone => "site-unit-zone",
    };
    // Before anything was reported, a zero would state that nobody took part.
    let is_open = counts.registered == 0 && freshness.is_incomplete();
    let figure = |figure: i64| match is_open {
        true => words.get("site-unknown-figure").into_owned(),
        false => number(words, figure),
    };
    UnitLine {
        code: plain(unit.code.as_str()),
        name: plain(&words.with(kind, &[("name", unit.name.as_str().into())])),
        class: freshness.class(),
        registered: figure(counts.registered),
        finished: figure(counts.finished),
        valid: figure(counts.valid),
        population: number(words, i64::from(unit.population)),
        inferred: unit.population_inferred,
        rate: if is_open { "–".to_owned() } else { rate(counts.valid, u64::from(unit.population)) },
        mark: freshness.mark(),
        freshness: freshness.text(words, now),
    }
}

/// How complete the figures of a unit are.
enum Freshness {
    /// The unit has no station: its people take part elsewhere, or not yet.
    NoStation,
    /// All its stations have recent data.
    Fresh { stations: usize, newest: Moment },
    /// Some of its stations have no recent data, for at least this many days; 0 if they never had any.
    Late { silent: usize, stations: usize, days: i64 },
    /// None of its stations has handed in anything yet.
    Never { stations: usize },
}

impl Freshness {
    fn new(own: &[&StationRow], now: Moment) -> Self {
        let dates: Vec<Moment> = own.iter().filter_map(|row| row.last_seen).collect();
        let stations = own.len();
        let (Some(newest), Some(oldest)) = (dates.iter().max(), dates.iter().min()) else {
            return if stations == 0 { Self::NoStation } else { Self::Never { stations } };
        };
        let late = dates.iter().filter(|at| days_ago(**at, now) > FRESH_DAYS).count();
        let silent = late + stations - dates.len();
        if silent == 0 {
            return Self::Fresh { stations, newest: *newest };
        }
        Self::Late { silent, stations, days: if late > 0 { days_ago(*oldest, now) } else { 0 } }
    }

    fn class(&self) -> &'static str {
        match self {
            Self::NoStation => "none",
            Self::Fresh { .. } => "fresh",
            Self::Late { .. } => "late",
            Self::Never { .. } => "never",
        }
    }

    fn mark(&self) -> &'static str {
        match self {
            Self::NoStation => "·",
            Self::Fresh { .. } => "✓",
            Self::Late { .. } | Self::Never { .. } => "!",
        }
    }

    fn text(&self, words: &Words, now: Moment) -> String {
        let text = |n: &usize| n.to_string().into();
        match self {
            Self::NoStation => words.get("site-fresh-no-station").into_owned(),
            Self::Fresh { stations, newest } => {
                let newest = ago(words, *newest, now);
                words.with("site-fresh-all", &[("stations", text(stations)), ("newest", newest.into())])
            }
            Self::Late { silent, stations, days: 0 } => {
                words.with("site-fresh-some-never", &[("silent", text(silent)), ("stations", text(stations))])
            }
            Self::Late { silent, stations, days } => words.with(
                "site-fresh-some-late",
                &[("silent", text(silent)), ("stations", text(stations)), ("days", days.to_string().into())],
            ),
            Self::Never { stations } => words.with("site-fresh-never", &[("stations", text(stations))]),
        }
    }

    /// Whether data of a station is missing.
    fn is_incomplete(&self) -> bool {
        match self {
            Self::NoStation | Self::Fresh { .. } => false,
            Self::Late { .. } | Self::Never { .. } => true,
        }
    }

    /// Sort key: the later, the larger.
    fn lateness(&self) -> i64 {
        match self {
            Self::NoStation => -2,
            Self::Fresh { .. } => -1,
            Self::Late { days, .. } => *days,
            Self::Never { .. } => i64::MAX,
        }
    }
}
