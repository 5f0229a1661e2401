use super::show::{ago, days_ago, grouped, plain, rate};
use crate::{
    domain::{Unit, UnitKind, fold},
    ledger::{Counts, KioskRow, TallyKey},
};
use std::{cmp::Reverse, collections::HashMap};

/// A station that was heard of within so many days has told what there is to tell.
pub const FRESH_DAYS: i64 = 3;

/// A unit as the page shows it.
pub struct UnitLine {
    pub code: String,
    pub name: String,
    pub class: &'static str,
    pub registered: String,
    pub finished: String,
    pub valid: String,
    pub population: String,
    pub inferred: bool,
    pub rate: String,
    pub mark: &'static str,
    pub freshness: String,
}

/// A way to order the units, and the link to it.
pub struct Order {
    pub said: &'static str,
    pub href: &'static str,
    pub chosen: bool,
}

const ORDERS: [(&str, &str, &str); 4] = [
    ("ten", "tên", "/?xep=ten#don-vi"),
    ("tyle", "tỷ lệ", "/?xep=tyle#don-vi"),
    ("so", "số hợp lệ", "/?xep=so#don-vi"),
    ("tre", "chậm nộp trước", "/?xep=tre#don-vi"),
];

impl Order {
    pub fn all(asked: Option<&str>) -> Vec<Self> {
        let chosen = chosen(asked);
        ORDERS.iter().map(|(word, said, href)| Self { said, href, chosen: *word == chosen }).collect()
    }
}

fn chosen(asked: Option<&str>) -> &'static str {
    let known = ORDERS.iter().find(|(word, ..)| Some(*word) == asked);
    known.map_or("ten", |(word, ..)| word)
}

/// Stations of which something was heard lately.
pub fn heard(kiosks: &[KioskRow], now_ms: i64) -> usize {
    let fresh = |kiosk: &&KioskRow| kiosk.heard_ms.is_some_and(|at| days_ago(at, now_ms) <= FRESH_DAYS);
    kiosks.iter().filter(|kiosk| kiosk.revoked_ms.is_none()).filter(fresh).count()
}

pub fn unit_lines(
    units: &[Unit],
    sums: &[(TallyKey, Counts)],
    kiosks: &[KioskRow],
    asked: Option<&str>,
    now_ms: i64,
) -> Vec<UnitLine> {
    let sums: HashMap<&str, &Counts> = sums.iter().map(|(key, counts)| (key.unit.as_str(), counts)).collect();
    let mut stations: HashMap<&str, Vec<&KioskRow>> = HashMap::new();
    for kiosk in kiosks.iter().filter(|kiosk| kiosk.revoked_ms.is_none()) {
        stations.entry(kiosk.commune.as_str()).or_default().push(kiosk);
    }
    let mut rows: Vec<(&Unit, Counts, Freshness)> = units
        .iter()
        .map(|unit| {
            let counts = sums.get(unit.code.as_str()).copied().copied().unwrap_or_default();
            let own = stations.get(unit.code.as_str()).map(Vec::as_slice).unwrap_or_default();
            (unit, counts, Freshness::of(own, now_ms))
        })
        .collect();
    match chosen(asked) {
        "tyle" => {
            rows.sort_by_key(|(unit, counts, _)| Reverse(counts.valid * 1_000_000 / i64::from(unit.population.max(1))))
        }
        "so" => rows.sort_by_key(|(_, counts, _)| Reverse(counts.valid)),
        "tre" => rows.sort_by_key(|(_, _, freshness)| Reverse(freshness.lateness())),
        _ => rows.sort_by_cached_key(|(unit, ..)| (fold(&unit.name), unit.name.clone())),
    }
    rows.iter().map(|(unit, counts, freshness)| line(unit, counts, freshness)).collect()
}

fn line(unit: &Unit, counts: &Counts, freshness: &Freshness) -> UnitLine {
    let kind = match unit.kind {
        UnitKind::Commune => "Xã",
        UnitKind::Ward => "Phường",
        UnitKind::SpecialZone => "Đặc khu",
    };
    // Where nothing has come yet, a zero would say that nobody took part.
    let is_open = counts.registered == 0 && matches!(freshness, Freshness::Late { .. } | Freshness::Never { .. });
    let number = |count: i64| if is_open { "chưa rõ".to_owned() } else { grouped(count) };
    UnitLine {
        code: plain(unit.code.as_str()),
        name: plain(&format!("{kind} {}", unit.name)),
        class: freshness.class(),
        registered: number(counts.registered),
        finished: number(counts.finished),
        valid: number(counts.valid),
        population: grouped(i64::from(unit.population)),
        inferred: unit.population_inferred,
        rate: if is_open { "–".to_owned() } else { rate(counts.valid, u64::from(unit.population)) },
        mark: freshness.mark(),
        freshness: freshness.said(),
    }
}

/// How complete the figures of a unit are.
enum Freshness {
    /// No station stands there: its people take part elsewhere, or not yet.
    NoStation,
    /// All its stations were heard of lately.
    Fresh { stations: usize, newest: String },
    /// Of so many stations some were not heard of for at least so many days.
    Late { silent: usize, stations: usize, days: i64 },
    /// None of its stations has handed in anything yet.
    Never { stations: usize },
}

impl Freshness {
    fn of(stations: &[&KioskRow], now_ms: i64) -> Self {
        let heard: Vec<i64> = stations.iter().filter_map(|kiosk| kiosk.heard_ms).collect();
        let (Some(newest), Some(oldest)) = (heard.iter().max(), heard.iter().min()) else {
            let stations = stations.len();
            return if stations == 0 { Self::NoStation } else { Self::Never { stations } };
        };
        let late = heard.iter().filter(|at| days_ago(**at, now_ms) > FRESH_DAYS).count();
        let silent = late + stations.len() - heard.len();
        let (stations, days) = (stations.len(), days_ago(*oldest, now_ms));
        if silent == 0 {
            Self::Fresh { stations, newest: ago(*newest, now_ms) }
        } else {
            Self::Late { silent, stations, days: if late > 0 { days } else { 0 } }
        }
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

    fn said(&self) -> String {
        match self {
            Self::NoStation => "chưa có trạm".to_owned(),
            Self::Fresh { stations, newest } => format!("đủ {stations} trạm, {newest}"),
            Self::Late { silent, stations, days: 0 } => format!("{silent} trong {stations} trạm chưa nộp lần nào"),
            Self::Late { silent, stations, days } => {
                format!("{silent} trong {stations} trạm chưa nộp, có trạm đã {days} ngày")
            }
            Self::Never { stations } => format!("{stations} trạm, chưa nộp lần nào"),
        }
    }

    /// The later, the more.
    fn lateness(&self) -> i64 {
        match self {
            Self::NoStation => -2,
            Self::Fresh { .. } => -1,
            Self::Late { days, .. } => *days,
            Self::Never { .. } => i64::MAX,
        }
    }
}
