use super::super::format::{ago, days_ago};
use crate::{domain::Moment, ledger::UnitStations, text::Words};

/// How complete the figures of a unit are.
pub enum Freshness {
    /// The unit has no station: its people take part elsewhere, or not yet.
    NoStation,
    /// All its stations have recent data.
    Fresh {
        /// How many they are.
        stations: u64,
        /// When the newest data arrived.
        newest: Moment,
    },
    /// Some of its stations have no recent data.
    Late {
        /// How many of them.
        silent: u64,
        /// Of how many.
        stations: u64,
        /// For how many days; 0 where they never had any.
        days: i64,
    },
    /// None of its stations has handed in anything yet.
    Never {
        /// How many they are.
        stations: u64,
    },
}

impl Freshness {
    /// Of a unit with these stations.
    pub fn new(own: Option<&UnitStations>, now: Moment) -> Self {
        let Some(own) = own else { return Self::NoStation };
        let (stations, silent) = (own.stations, own.stations - own.recent.min(own.stations));
        match (own.newest, own.oldest) {
            (Some(newest), _) if silent == 0 => Self::Fresh { stations, newest },
            (Some(_), Some(oldest)) => {
                Self::Late { silent, stations, days: if own.heard > own.recent { days_ago(oldest, now) } else { 0 } }
            }
            _ => Self::Never { stations },
        }
    }

    /// CSS class.
    pub fn class(&self) -> &'static str {
        match self {
            Self::NoStation => "none",
            Self::Fresh { .. } => "fresh",
            Self::Late { .. } => "late",
            Self::Never { .. } => "never",
        }
    }

    /// Sign beside the words.
    pub fn mark(&self) -> &'static str {
        match self {
            Self::NoStation => "·",
            Self::Fresh { .. } => "✓",
            Self::Late { .. } | Self::Never { .. } => "!",
        }
    }

    /// In words.
    pub fn text(&self, words: &Words, now: Moment) -> String {
        let text = |n: &u64| n.to_string().into();
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
    pub fn is_incomplete(&self) -> bool {
        match self {
            Self::NoStation | Self::Fresh { .. } => false,
            Self::Late { .. } | Self::Never { .. } => true,
        }
    }

    /// Sort key: the later, the larger.
    pub fn lateness(&self) -> i64 {
        match self {
            Self::NoStation => -2,
            Self::Fresh { .. } => -1,
            Self::Late { days, .. } => *days,
            Self::Never { .. } => i64::MAX,
        }
    }
}
