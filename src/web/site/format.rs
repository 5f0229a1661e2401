//! Formats of figures, days and other people's texts on the pages.

pub use crate::text::{date_and_time as time, plain};
use crate::{
    domain::{Moment, StationId},
    text::{Words, hundredths, visible},
};

/// A message of others with its lines, whole.
pub fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| line.chars().map(visible).collect()).collect()
}

/// `1.234.567`
pub fn number(words: &Words, number: i64) -> String {
    let digits = words.number(number.unsigned_abs());
    if number < 0 { format!("−{digits}") } else { digits }
}

/// The same of a count that is never negative.
pub fn count(words: &Words, count: u64) -> String {
    words.number(count)
}

/// `1,52 %`; a dash for a place without people.
pub fn rate(part: i64, whole: u64) -> String {
    let Some(hundredths) = hundredths(part, whole) else { return "–".to_owned() };
    format!("{},{:02} %", hundredths / 100, hundredths.rem_euclid(100))
}

/// How many days ago a moment was, at least 0.
pub fn days_ago(at: Moment, now: Moment) -> i64 {
    (now.date() - at.date()).num_days().max(0)
}

/// The same in words. What was shortly before midnight is not called yesterday's shortly after it.
pub fn ago(words: &Words, at: Moment, now: Moment) -> String {
    let minutes = now.ms_since(at) / 60_000;
    match days_ago(at, now) {
        0 => words.get("site-today").into_owned(),
        1 if minutes < 60 => words.with("site-minutes-ago", &[("minutes", minutes.to_string().into())]),
        1 if minutes < 12 * 60 => words.with("site-hours-ago", &[("hours", (minutes / 60).to_string().into())]),
        1 => words.get("site-yesterday").into_owned(),
        days => words.with("site-days-ago", &[("days", days.to_string().into())]),
    }
}

/// Beginning of a station's id, as it is read aloud.
pub fn short(station: &str) -> String {
    plain(StationId::short_of(station))
}
