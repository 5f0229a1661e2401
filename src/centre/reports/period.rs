//! Days that a report is about.

use crate::{
    centre::{explain, outcome::QueryError},
    domain::{Date, Moment, date_of},
    ledger::{Counts, LedgerError},
    notices::Failure,
    text::{codes, short_date},
};
use chrono::Datelike;

/// Days of a report, both ends among them. What was reached in them is what the sums of these days hold: everybody on the day on which
/// they registered, did all parts, became valid, by the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// Whether it is the whole contest until now. Then every day counts, also one outside the contest's own.
    pub is_whole: bool,
}

/// Days that are wanted; without an end, the contest's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WantedDays {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum ReportRefusal {
    /// The first day is after the last one.
    #[error("the first day is after the last one")]
    Reversed {
        /// The first.
        first: Date,
        /// The last.
        last: Date,
    },
    /// It could not be read.
    #[error(transparent)]
    Query(#[from] QueryError),
}

impl From<LedgerError> for ReportRefusal {
    fn from(fault: LedgerError) -> Self {
        Self::Query(QueryError::Ledger(fault))
    }
}

impl ReportRefusal {
    /// The refusal, ready to be worded.
    #[must_use]
    pub fn failure(&self) -> Failure {
        match self {
            Self::Reversed { first, last } => {
                let values = [("first", short_date(*first)), ("last", short_date(*last))];
                Failure::new(codes::report::DAYS_REVERSED, values)
            }
            Self::Query(fault) => explain::query(fault),
        }
    }
}

/// Years of a day that is read: no contest is outside them.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2199;

impl WantedDays {
    /// The days of a form or a command, each as 2026-11-22 or 22/11/2026; an empty text is none. None where a text is no day.
    #[must_use]
    pub fn parse(from: &str, to: &str) -> Option<Self> {
        Some(Self { from: day(from)?, to: day(to)? })
    }
}

fn day(text: &str) -> Option<Option<Date>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    let read = Date::parse_from_str(text, "%Y-%m-%d").or_else(|_| Date::parse_from_str(text, "%d/%m/%Y")).ok()?;
    YEARS.contains(&read.year()).then_some(Some(read))
}

impl Period {
    /// The wanted days of a contest with these first and last days, of which sums are in `by_day`.
    pub(super) fn new(
        wanted: WantedDays,
        contest: Option<(Date, Date)>,
        (by_day, now): (&[(i32, Counts)], Moment),
    ) -> Result<Self, ReportRefusal> {
        let today = now.date();
        let begun = by_day.first().map(|(day, _)| date_of(*day));
        let (opens, closes) = contest.unwrap_or((begun.unwrap_or(today), today));
        // Before the contest has begun its first day is the only one.
        let whole = (opens, closes.min(today).max(opens));
        let (first, last) = (wanted.from.unwrap_or(whole.0), wanted.to.unwrap_or(whole.1));
        if first > last {
            return Err(ReportRefusal::Reversed { first, last });
        }
        Ok(Self { first, last, is_whole: (first, last) == whole })
    }

    /// Whether what was reached on a day is part of it.
    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        self.is_whole || (self.first..=self.last).contains(&day)
    }
}
