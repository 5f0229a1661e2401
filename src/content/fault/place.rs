//! Faults of a unit's list of villages and agencies (U03 to U07).

/// A list of places, or a row of one, that is refused or needs a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceFault {
    /// A list of places is named after its unit: `11113.csv`, `11113-truong.csv`.
    FileName,
    /// The list's unit is not in the roster; its code, empty where none was found.
    UnknownUnit(String),
    /// A row of another unit than the file's.
    OtherUnit(String),
    /// No head line, or another one.
    Head,
    /// A row of fewer cells.
    Row,
    /// A kind of place that does not exist, as written.
    Kind(String),
    /// A count of people that is no whole number in its bounds, as written.
    Heads(String),
    /// A place without a name.
    NoName,
    /// A name that does not fit its line.
    NameLength {
        /// Its length.
        chars: usize,
        /// The limit in characters.
        most: usize,
    },
    /// A village's name with the word for its kind, which is a column of its own.
    KindInName {
        /// The name as written.
        name: String,
    },
    /// Another row already has a place of this kind and name.
    Twice {
        /// The name as written.
        name: String,
    },
    /// More places than any unit has.
    TooMany {
        /// The limit.
        most: usize,
    },
    /// The villages together have more people than their unit.
    MoreThanUnit {
        /// People of all villages.
        heads: u64,
        /// People of the unit, by the roster.
        population: u32,
    },
    /// A formula, of which the stored result is used.
    Formula {
        /// Its cell: `C5`.
        cell: String,
    },
    /// A row that the program does not show: it was not taken.
    HiddenRow,
    /// A row whose text is struck through, or in an old font: it was not taken.
    StruckRow,
    /// A sheet that the program does not show, with a list of its own: it was not read; its name.
    HiddenSheet(String),
    /// A cell that a program has made a day of.
    Day {
        /// Its cell: `C5`.
        cell: String,
        /// The day, as it is shown.
        text: String,
    },
    /// A formula whose result nobody has computed, or that has failed.
    NoResult {
        /// Its cell: `C5`.
        cell: String,
    },
}

impl PlaceFault {
    pub(super) fn rule(&self) -> &'static str {
        match self {
            Self::FileName | Self::UnknownUnit(_) | Self::OtherUnit(_) => "U03",
            Self::Head
            | Self::Row
            | Self::Kind(_)
            | Self::Heads(_)
            | Self::TooMany { .. }
            | Self::Formula { .. }
            | Self::HiddenRow
            | Self::StruckRow
            | Self::HiddenSheet(_)
            | Self::Day { .. }
            | Self::NoResult { .. } => "U04",
            Self::NoName | Self::NameLength { .. } | Self::KindInName { .. } => "U05",
            Self::Twice { .. } => "U06",
            Self::MoreThanUnit { .. } => "U07",
        }
    }
}
