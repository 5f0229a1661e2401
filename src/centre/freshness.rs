use crate::{domain::Moment, ledger::UnitStations};

/// How complete the figures of a unit are.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    #[must_use]
    pub fn new(own: Option<&UnitStations>, now: Moment) -> Self {
        let Some(own) = own else { return Self::NoStation };
        let (stations, silent) = (own.stations, own.stations - own.recent.min(own.stations));
        match (own.newest, own.oldest) {
            (Some(newest), _) if silent == 0 => Self::Fresh { stations, newest },
            (Some(_), Some(oldest)) => Self::Late {
                silent,
                stations,
                days: if own.heard > own.recent { (now.date() - oldest.date()).num_days().max(0) } else { 0 },
            },
            _ => Self::Never { stations },
        }
    }

    /// Whether data of a station is missing.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        match self {
            Self::NoStation | Self::Fresh { .. } => false,
            Self::Late { .. } | Self::Never { .. } => true,
        }
    }
}
