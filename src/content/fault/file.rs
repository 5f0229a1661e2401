//! Faults of form: files, keys and values that cannot be read (F01 to F10, U01, U02).

/// A file of a campaign's folder that cannot be read, or not as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// Text that is no TOML.
    Syntax {
        /// Of the first wrong character, counted from 1.
        column: u32,
        /// The parser's own, in English.
        message: String,
    },
    /// A quotation mark of a word processor around a value.
    CurlyQuotes {
        /// Of the quotation mark, counted from 1.
        column: u32,
    },
    /// A day in another form than year-month-day: `22/11/2026`.
    DayForm,
    /// A line of a lesson that has no meaning at its place.
    StrayLine,
    /// A numbered step out of order.
    StepNumber {
        /// The number that comes next.
        expected: u32,
    },
    /// A required key is not there.
    MissingKey(&'static str),
    /// A key that no table has, or not this one.
    UnknownKey(String),
    /// A value that its key does not take.
    WrongValue {
        /// The key as written.
        key: String,
        /// What it takes.
        wanted: Wanted,
    },
    /// A file above the limit; it was not read.
    FileTooLarge {
        /// Its size.
        bytes: usize,
        /// The limit, `MOST_BYTES`.
        most: usize,
    },
    /// More questions than a campaign may have.
    TooManyQuestions {
        /// The limit, `MOST_QUESTIONS`.
        most: usize,
    },
    /// A required file, or a folder of which one is required.
    MissingFile(&'static str),
    /// A file that is none of the campaign's.
    UnknownFile,
    /// Text in another encoding.
    NotUtf8,
    /// A path that leaves the folder or is not spelled with single slashes.
    Path,
    /// Two files of one path.
    PathTwice,
    /// More faults than anybody reads; the rest is not listed.
    TooManyFaults {
        /// How many are listed.
        listed: usize,
    },
    /// A row of the roster of units that cannot be read.
    UnitRow,
    /// A unit's code in two rows.
    UnitTwice(String),
}

/// The kind of value that a key takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A string.
    Text,
    /// A whole number.
    Whole {
        /// The least allowed.
        from: i64,
        /// The greatest allowed.
        to: i64,
    },
    /// `true` or `false`.
    YesNo,
    /// A day without time or zone.
    Date,
    /// An array of strings.
    Texts,
    /// An array of tables.
    Tables,
    /// A table.
    Table,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Up to 32 small letters, digits and `-`.
    ContestId,
    /// Topic and number: `1.2`.
    LessonId,
    /// Up to 24 ASCII letters, digits and `-`.
    QuestionId,
    /// Ids of facts of ASCII letters and digits, separated by spaces.
    FactId,
    /// Five digits.
    UnitCode,
    /// Three to twelve digits, with spaces.
    Phone,
}

impl FileFault {
    pub(super) fn rule(&self) -> &'static str {
        match self {
            Self::Syntax { .. }
            | Self::CurlyQuotes { .. }
            | Self::DayForm
            | Self::StrayLine
            | Self::StepNumber { .. } => "F01",
            Self::MissingKey(_) => "F02",
            Self::UnknownKey(_) => "F03",
            Self::WrongValue { .. } => "F04",
            Self::FileTooLarge { .. } | Self::TooManyQuestions { .. } => "F05",
            Self::MissingFile(_) => "F06",
            Self::UnknownFile => "F07",
            Self::NotUtf8 => "F08",
            Self::Path | Self::PathTwice => "F09",
            Self::TooManyFaults { .. } => "F10",
            Self::UnitRow => "U01",
            Self::UnitTwice(_) => "U02",
        }
    }
}
