//! Figures, days and names of a report in words, the same in every kind of file.

use super::{Report, period::Period};
use crate::{
    centre::Freshness,
    domain::Moment,
    exchange::TableCell,
    text::{Value, Words, plain, unit_name},
};

/// A cell as people read it.
#[must_use]
pub fn cell_text(cell: &TableCell, words: &Words) -> String {
    match cell {
        TableCell::Empty => String::new(),
        TableCell::Text(text) => text.clone(),
        TableCell::Count(count) => number(words, *count),
        TableCell::Share(hundredths) => words.share(*hundredths),
        TableCell::Day(day) => words.date(*day),
    }
}

/// A count, also one that is negative because more was taken back than came.
pub(super) fn number(words: &Words, count: i64) -> String {
    let digits = words.number(count.unsigned_abs());
    if count < 0 { format!("−{digits}") } else { digits }
}

/// A count as a value of a sentence.
pub(super) fn n(words: &Words, count: i64) -> Value<'static> {
    number(words, count).into()
}

/// The same of a length or another count that is never negative.
pub(super) fn len(words: &Words, count: usize) -> Value<'static> {
    words.number(u64::try_from(count).unwrap_or(u64::MAX)).into()
}

/// Title of the contest, or its id.
pub(super) fn contest_name(report: &Report) -> String {
    plain(report.title.as_deref().unwrap_or(&report.contest))
}

/// The unit inside a sentence, or the city.
pub(super) fn place_name(report: &Report, words: &Words) -> String {
    match report.unit() {
        Some(unit) => plain(&unit_name(words, unit)),
        None => words.get("reports-city").into_owned(),
    }
}

/// What a report is about.
#[must_use]
pub fn subject(report: &Report, words: &Words) -> String {
    let values = [
        ("place", place_name(report, words).into()),
        ("contest", contest_name(report).into()),
        ("period", period_text(&report.period, words).into()),
    ];
    words.with("reports-subject", &values)
}

/// `từ ngày 01/11/2026 đến ngày 30/11/2026`
pub(super) fn period_text(period: &Period, words: &Words) -> String {
    let values = [("first", words.date(period.first).into()), ("last", words.date(period.last).into())];
    let key = match (period.is_whole, period.first == period.last) {
        (_, true) => "reports-period-day",
        (true, false) => "reports-period-whole",
        (false, false) => "reports-period",
    };
    words.with(key, &values)
}

/// How complete the figures of a unit are, with days that hold also when it is read later.
pub(super) fn freshness_text(of: &Freshness, words: &Words) -> String {
    let text = |n: &u64| words.number(*n).into();
    match of {
        Freshness::NoStation => words.get("site-fresh-no-station").into_owned(),
        Freshness::Fresh { stations, newest } => {
            words.with("reports-fresh-all", &[("stations", text(stations)), ("newest", moment(*newest, words).into())])
        }
        Freshness::Late { silent, stations, days: 0 } => {
            words.with("site-fresh-some-never", &[("silent", text(silent)), ("stations", text(stations))])
        }
        Freshness::Late { silent, stations, days } => words.with(
            "site-fresh-some-late",
            &[("silent", text(silent)), ("stations", text(stations)), ("days", days.to_string().into())],
        ),
        Freshness::Never { stations } => words.with("site-fresh-never", &[("stations", text(stations))]),
    }
}

/// The same as a cell of a table.
pub(super) fn freshness_cell(of: &Freshness, words: &Words) -> String {
    match of {
        Freshness::Fresh { stations, newest } => {
            let values = [("stations", words.number(*stations).into()), ("date", words.date(newest.date()).into())];
            words.with("reports-fresh-short", &values)
        }
        Freshness::NoStation | Freshness::Late { .. } | Freshness::Never { .. } => freshness_text(of, words),
    }
}

/// `14:05, 30/11/2026`
pub(super) fn moment(at: Moment, words: &Words) -> String {
    words.moment(at)
}
