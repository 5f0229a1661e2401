use super::super::{
    format::{ago, count, plain, time},
    place::Places,
};
use crate::{
    centre::{Missing, StationOverview},
    ledger::StationRow,
    text::Words,
};
use std::collections::BTreeMap;

/// Which stations are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All.
    All,
    /// Those without recent data.
    Silent,
    /// Those of which bundles are missing.
    Lacking,
    /// Those with bundles that wait for a decision.
    Waiting,
    /// Those that are revoked.
    Revoked,
}

impl Which {
    /// All filters, in the order of the page.
    pub const ALL: [Self; 5] = [Self::All, Self::Silent, Self::Lacking, Self::Waiting, Self::Revoked];

    /// The filter of a query; all where it names none.
    pub fn parse(query: &str) -> Self {
        Self::ALL.into_iter().find(|which| which.value() == query).unwrap_or(Self::All)
    }

    /// Value of the query.
    pub fn value(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Silent => "im",
            Self::Lacking => "thieu",
            Self::Waiting => "cho",
            Self::Revoked => "thuhoi",
        }
    }

    /// Text key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::All => "site-stations-all",
            Self::Silent => "site-stations-silent",
            Self::Lacking => "site-stations-lacking",
            Self::Waiting => "site-stations-waiting",
            Self::Revoked => "site-stations-revoked",
        }
    }
}

/// Station as the page shows it.
pub struct StationLine {
    /// Its id.
    pub id: String,
    /// Beginning of it, as it is read aloud.
    pub short: String,
    /// Village.
    pub village: String,
    /// Unit.
    pub unit: String,
    /// When its newest bundle arrived.
    pub last: String,
    /// Whether that is long ago, or never was.
    pub is_silent: bool,
    /// Numbers that are missing; empty where none is.
    pub missing: String,
    /// Bundles that wait; empty where none does.
    pub waiting: String,
    /// Program that wrote the newest bundle.
    pub app: String,
    /// Version of the content pack.
    pub pack: String,
    /// Whether there is a newer pack.
    pub is_old: bool,
    /// What its clock showed.
    pub clock: String,
    /// Whether something is wrong with that.
    pub is_clock_odd: bool,
    /// When it was revoked.
    pub revoked: Option<String>,
}

/// A clock that is ahead by less than this may be right: the server's is not exact either.
const TOLERANCE_MS: i64 = 10 * 60_000;

/// Line of a station.
pub fn line(row: &StationRow, found: &StationOverview, places: &Places<'_>, words: &Words) -> StationLine {
    let missing = found.missing.iter().filter(|one| one.station == row.station);
    let waiting = found.waiting.get(&row.station).copied().unwrap_or(0);
    let (clock, is_clock_odd) = clock(row, words);
    StationLine {
        id: row.station.to_string(),
        short: row.station.short().to_owned(),
        village: plain(&row.village),
        unit: plain(places.unit(&row.commune)),
        last: match row.last_seen {
            Some(at) => format!("{} ({})", ago(words, at, found.at), time(at)),
            None => words.get("site-station-never").into_owned(),
        },
        is_silent: row.revoked.is_none() && row.last_seen.is_none_or(|at| at < found.since),
        missing: missing.map(Missing::numbers).collect::<Vec<_>>().join("; "),
        waiting: if waiting > 0 { count(words, waiting) } else { String::new() },
        app: plain(&row.app),
        pack: if row.pack_version > 0 { row.pack_version.to_string() } else { String::new() },
        is_old: row.pack_version > 0 && found.pack.is_some_and(|newest| row.pack_version < newest),
        clock,
        is_clock_odd,
        revoked: row.revoked.map(time),
    }
}

/// What the station's clock showed when it wrote its newest bundle, and whether something is wrong with it. A bundle on a stick arrives
/// late: a clock that is behind shows nothing.
pub fn clock(row: &StationRow, words: &Words) -> (String, bool) {
    let Some(wall) = row.wall else { return (String::new(), false) };
    let ahead = row.last_seen.map_or(0, |seen| wall.ms_since(seen));
    match (row.suspect, ahead > TOLERANCE_MS) {
        (_, true) => {
            let hours = (ahead / 3_600_000).max(1).to_string();
            (words.with("site-clock-ahead", &[("hours", hours.into())]), true)
        }
        (true, false) => (words.with("site-clock-doubted", &[("at", time(wall).into())]), true),
        (false, false) => (words.with("site-clock-fine", &[("at", time(wall).into())]), false),
    }
}

/// How many stations have a version of the content pack.
pub struct PackLine {
    /// The version, in words.
    pub name: String,
    /// Stations.
    pub n: String,
    /// Whether there is a newer one.
    pub is_old: bool,
}

/// Versions of the pack that stations named in their newest bundles, the newest first.
pub fn pack_lines(found: &StationOverview, words: &Words) -> Vec<PackLine> {
    let mut versions: BTreeMap<u32, u64> = BTreeMap::new();
    for row in found.stations.iter().filter(|row| row.revoked.is_none()) {
        *versions.entry(row.pack_version).or_default() += 1;
    }
    let line = |(version, stations): (&u32, &u64)| PackLine {
        name: match version {
            0 => words.get("site-pack-unknown").into_owned(),
            version => words.with("site-pack-version", &[("version", version.to_string().into())]),
        },
        n: count(words, *stations),
        is_old: *version > 0 && found.pack.is_some_and(|newest| *version < newest),
    };
    versions.iter().rev().map(line).collect()
}

/// How many stations run a version of the program.
pub struct AppLine {
    /// The program and its version, as its stations name it.
    pub name: String,
    /// Stations.
    pub n: String,
}

/// Programs that stations named in their newest bundles or requests, those of most stations first.
pub fn app_lines(found: &StationOverview, words: &Words) -> Vec<AppLine> {
    let mut apps: BTreeMap<&str, u64> = BTreeMap::new();
    for row in found.stations.iter().filter(|row| row.revoked.is_none()) {
        *apps.entry(row.app.as_str()).or_default() += 1;
    }
    let mut apps: Vec<(&str, u64)> = apps.into_iter().collect();
    apps.sort_by_key(|(_, stations)| std::cmp::Reverse(*stations));
    let name = |app: &str| if app.is_empty() { words.get("site-pack-unknown").into_owned() } else { plain(app) };
    apps.into_iter().map(|(app, stations)| AppLine { name: name(app), n: count(words, stations) }).collect()
}
