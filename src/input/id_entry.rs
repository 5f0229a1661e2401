//! How a personal identification number looks while and after it is typed.

use crate::domain::IdNumber;

/// Digits in groups of three: `031 185 000 124`, or `031 18` while it is being typed.
#[must_use]
pub fn grouped(digits: &str) -> String {
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && at % 3 == 0 {
            shown.push(' ');
        }
        shown.push(digit);
    }
    shown
}

/// The cursor's column in `grouped` with this many digits before it.
#[must_use]
pub fn column(cursor: usize) -> usize {
    cursor + cursor.saturating_sub(1) / 3
}

/// What is shown once the field has been left: a possible number as `IdNumber::masked`, anything else with all but its first
/// three digits hidden, so that they can be counted.
#[must_use]
pub fn masked(digits: &str) -> String {
    match IdNumber::parse(digits) {
        Ok(number) => number.masked(),
        Err(_) => digits.chars().enumerate().map(|(at, digit)| if at < 3 { digit } else { '•' }).collect(),
    }
}

/// The first digit (from 0) in which two typings of a number differ, a missing one included; none when they agree.
/// Spaces and dots do not count.
#[must_use]
pub fn first_difference(once: &str, again: &str) -> Option<usize> {
    let (mut once, mut again) = (significant(once), significant(again));
    let mut at = 0;
    loop {
        match (once.next(), again.next()) {
            (None, None) => return None,
            (a, b) if a != b => return Some(at),
            _ => at += 1,
        }
    }
}

fn significant(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|ch| !matches!(ch, ' ' | '.' | '\u{a0}'))
}
