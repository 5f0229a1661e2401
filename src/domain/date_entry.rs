//! Dates as people write them: `5/9/1962`, `05-09-1962`, `05091962`, `1962`.

use super::{Birth, Date};

/// The years of birth that are read; whether somebody can be so old is for the registration to judge.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// Why what was typed is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateFault {
    /// Nothing is typed.
    #[error("no date")]
    Empty,
    /// Neither day, month and year nor a year alone.
    #[error("not a date")]
    Shape,
    /// Month outside 1 to 12.
    #[error("no month {0}")]
    NoSuchMonth(u32),
    /// The month has no such day, in that year.
    #[error("no day {0}")]
    NoSuchDay(u32),
    /// Year outside the range that is accepted.
    #[error("year {0} is out of range")]
    YearOutOfRange(i32),
    /// Two digits for the year: which of these was meant must be asked; the earlier comes first.
    #[error("year of two digits")]
    TwoDigitYear(Vec<Birth>),
}

/// Reads a date: day, month, year between `/`, `-`, `.` or spaces; year, month, day when the year comes first; eight digits in
/// a row; or a year alone. Day or month `00` leaves the year alone, as on the cards of people whose papers know no more.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn read(typed: &str) -> Result<Birth, DateFault> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(DateFault::Empty);
    }
    let parts: Vec<&str> = typed.split(['/', '-', '.', ' ']).collect();
    if !parts.iter().all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|ch| ch.is_ascii_digit())) {
        return Err(DateFault::Shape);
    }
    match parts.as_slice() {
        [digits] => run(digits),
        [year, month, day] if year.len() == 4 && day.len() <= 2 => three(day, month, year),
        [day, month, year] => three(day, month, year),
        _ => Err(DateFault::Shape),
    }
}

/// The same where the year is known from elsewhere: day and month are enough, and two digits of a year are no question where they are
/// those of that year. Four digits that are that year itself are the year alone.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn read_in(typed: &str, year: i32) -> Result<Birth, DateFault> {
    let typed = typed.trim();
    let parts: Vec<&str> = typed.split(['/', '-', '.', ' ']).collect();
    let (day, month) = match parts.as_slice() {
        [digits] if digits.len() == 4 && number(digits) != year => digits.split_at_checked(2).unwrap_or_default(),
        [day, month] => (*day, *month),
        _ => ("", ""), // else: there is a year, or nothing that can be read
    };
    let is_short = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|ch| ch.is_ascii_digit());
    let within = (is_short(day) && is_short(month))
        .then(|| date(number(day).unsigned_abs(), number(month).unsigned_abs(), year));
    match (within, read(typed)) {
        (Some(Ok(birth)), _) => Ok(birth),
        (_, Err(DateFault::TwoDigitYear(choices))) => {
            let meant = choices.iter().find(|birth| birth.year() == year).cloned();
            meant.ok_or(DateFault::TwoDigitYear(choices))
        }
        // What is no year was meant as day and month.
        (Some(Err(fault)), Err(_)) => Err(fault),
        (_, read) => read, // else: there is a year, and it is read as ever
    }
}

/// Digits without separators.
fn run(digits: &str) -> Result<Birth, DateFault> {
    match digits.len() {
        4 => year_alone(number(digits)),
        6 | 8 => {
            let (day, rest) = digits.split_at_checked(2).unwrap_or_default();
            let (month, year) = rest.split_at_checked(2).unwrap_or_default();
            three(day, month, year)
        }
        _ => Err(DateFault::Shape),
    }
}

fn three(day: &str, month: &str, year: &str) -> Result<Birth, DateFault> {
    if day.len() > 2 || month.len() > 2 || !matches!(year.len(), 2 | 4) {
        return Err(DateFault::Shape);
    }
    let (day, month, typed_year) = (number(day).unsigned_abs(), number(month).unsigned_abs(), number(year));
    if year.len() == 4 {
        return date(day, month, typed_year);
    }
    let centuries = [1900, 2000].map(|century| date(day, month, century + typed_year));
    let choices: Vec<Birth> = centuries.iter().filter_map(|birth| birth.clone().ok()).collect();
    match centuries {
        _ if !choices.is_empty() => Err(DateFault::TwoDigitYear(choices)),
        [first, _] => first,
    }
}

fn date(day: u32, month: u32, year: i32) -> Result<Birth, DateFault> {
    let alone = year_alone(year)?;
    if month > 12 {
        return Err(DateFault::NoSuchMonth(month));
    }
    if day > 31 {
        return Err(DateFault::NoSuchDay(day));
    }
    if day == 0 || month == 0 {
        return Ok(alone);
    }
    Date::from_ymd_opt(year, month, day).map(Birth::Day).ok_or(DateFault::NoSuchDay(day))
}

fn year_alone(year: i32) -> Result<Birth, DateFault> {
    if YEARS.contains(&year) { Ok(Birth::Year(year)) } else { Err(DateFault::YearOutOfRange(year)) }
}

/// The value of up to four digits.
fn number(digits: &str) -> i32 {
    digits.parse().unwrap_or(0)
}
