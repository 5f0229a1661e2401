use super::Date;
use chrono::Datelike;

/// Sex, as the identity card has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    /// Nam.
    Male,
    /// Nữ.
    Female,
}

/// When somebody was born: the day, or the year alone where the papers have no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Birth {
    /// Full date.
    Day(Date),
    /// Year alone, where the papers have no more.
    Year(i32),
}

impl Birth {
    /// As records and cards have it: `yyyy-mm-dd`, or `yyyy`.
    #[must_use]
    pub fn written(self) -> String {
        match self {
            Self::Day(date) => date.format("%Y-%m-%d").to_string(),
            Self::Year(year) => format!("{year:04}"),
        }
    }

    /// What `written` wrote, and nothing else.
    #[must_use]
    pub fn from_written(text: &str) -> Option<Self> {
        let day = Date::parse_from_str(text, "%Y-%m-%d").ok().map(Self::Day);
        let birth = day.or_else(|| text.parse().ok().map(Self::Year))?;
        (birth.written() == text).then_some(birth)
    }

    /// Year of birth.
    #[must_use]
    pub fn year(self) -> i32 {
        match self {
            Self::Day(date) => date.year(),
            Self::Year(year) => year,
        }
    }

    /// Completed years on `today`; by the year alone, the age that is reached by the end of the year.
    #[must_use]
    pub fn age(self, today: Date) -> i32 {
        match self {
            Self::Day(date) => {
                today.year() - date.year() - i32::from((today.month(), today.day()) < (date.month(), date.day()))
            }
            Self::Year(year) => today.year() - year,
        }
    }
}
