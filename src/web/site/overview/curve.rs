//! How the contest went, day by day: a curve of the sums so far, and the same as a table.

use super::super::format::number;
use crate::{
    domain::date_of,
    ledger::Counts,
    text::{Words, short_date},
};

/// Days that are shown; of more, the newest.
const MOST_DAYS: usize = 120;
/// The drawing's width and height; the lines keep `EDGE` from its edges, and at the top what the words above a line need.
const WIDTH: i64 = 720;
const HEIGHT: i64 = 240;
const EDGE: i64 = 12;
const TOP: i64 = 32;
/// Lines across the drawing, at most.
const MOST_LINES: i64 = 4;

/// Curve as the page draws it.
pub struct Curve {
    /// Points of those registered and of those valid, so far.
    pub registered: String,
    /// Of those valid.
    pub valid: String,
    /// Lines across: height, and what they stand for.
    pub across: Vec<(i64, String)>,
    /// The first day and the last.
    pub first: String,
    /// The last day.
    pub last: String,
    /// So far: registered, valid.
    pub sums: (String, String),
    /// Lines of the table, the newest day first.
    pub days: Vec<DayLine>,
}

/// Day of the table.
pub struct DayLine {
    /// The date.
    pub date: String,
    /// Who registered on it, finished on it, became valid on it.
    pub registered: String,
    /// Who finished on it.
    pub finished: String,
    /// Who became valid on it.
    pub valid: String,
    /// Registered until then.
    pub registered_sum: String,
    /// Valid until then.
    pub valid_sum: String,
}

/// Day with the sums until then.
struct Day {
    day: i32,
    own: Counts,
    sum: Counts,
}

/// Curve of these days, in order; none while there is none. Days between on which nothing was reached are part of it.
pub fn curve(by_day: &[(i32, Counts)], words: &Words) -> Option<Curve> {
    let days = days(by_day);
    let (first, last) = (days.first()?, days.last()?);
    let top = top(last.sum.registered.max(last.sum.valid));
    let points = |figure: fn(&Counts) -> i64| {
        let steps = i64::try_from(days.len()).unwrap_or(i64::MAX);
        // Each day is drawn at its end: before the first there was what had been reached until then.
        let begin = figure(&first.sum) - figure(&first.own);
        let point = |(at, sum): (i64, i64)| format!("{},{}", x(at, steps), y(sum, top.0));
        let sums = std::iter::once(begin).chain(days.iter().map(|day| figure(&day.sum)));
        (0..).zip(sums).map(point).collect::<Vec<_>>().join(" ")
    };
    let across = (1..=top.0 / top.1).map(|at| (y(at * top.1, top.0), number(words, at * top.1)));
    Some(Curve {
        registered: points(|sum| sum.registered),
        valid: points(|sum| sum.valid),
        across: across.collect(),
        first: short_date(date_of(first.day)),
        last: short_date(date_of(last.day)),
        sums: (number(words, last.sum.registered), number(words, last.sum.valid)),
        days: days.iter().rev().map(|day| line(day, words)).collect(),
    })
}

/// Every day from the first to the last.
fn days(by_day: &[(i32, Counts)]) -> Vec<Day> {
    let Some((last, _)) = by_day.last() else { return Vec::new() };
    let begin = last.saturating_sub(i32::try_from(MOST_DAYS).unwrap_or(i32::MAX) - 1);
    let mut sum = Counts::default();
    let mut days: Vec<Day> = Vec::new();
    for (day, own) in by_day {
        if *day >= begin {
            let next = days.last().map_or(*day, |before| before.day + 1);
            days.extend((next..*day).map(|day| Day { day, own: Counts::default(), sum }));
        }
        sum += *own;
        if *day >= begin {
            days.push(Day { day: *day, own: *own, sum });
        }
    }
    days
}

/// Top of the drawing and the step between its lines: round numbers, at most `MOST_LINES` steps.
fn top(most: i64) -> (i64, i64) {
    let mut step = 1;
    let mut factors = [2, 5, 10].into_iter().cycle();
    let mut power = 1;
    while step * MOST_LINES < most {
        let factor = factors.next().unwrap_or(10);
        step = power * factor;
        if factor == 10 {
            power = step;
        }
    }
    let steps = (most + step - 1) / step;
    (steps.max(1) * step, step)
}

fn x(at: i64, steps: i64) -> i64 {
    EDGE + at * (WIDTH - 2 * EDGE) / steps.max(1)
}

fn y(figure: i64, top: i64) -> i64 {
    let height = HEIGHT - EDGE - TOP;
    HEIGHT - EDGE - i64::try_from(i128::from(figure) * i128::from(height) / i128::from(top.max(1))).unwrap_or(height)
}

fn line(day: &Day, words: &Words) -> DayLine {
    DayLine {
        date: short_date(date_of(day.day)),
        registered: number(words, day.own.registered),
        finished: number(words, day.own.finished),
        valid: number(words, day.own.valid),
        registered_sum: number(words, day.sum.registered),
        valid_sum: number(words, day.sum.valid),
    }
}
