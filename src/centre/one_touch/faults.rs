//! Faults of a list of One Touch in words: where, and what to do.

use crate::{
    exchange::{MOST_ONE_TOUCH, MOST_ONE_TOUCH_FILE, OneTouchFault, OneTouchFaultKind, RemarkKind},
    text::Words,
};

/// Where a fault is, in words.
#[must_use]
pub fn place(fault: &OneTouchFault, words: &Words) -> String {
    match (fault.line, fault.column) {
        (None, _) => words.get("onetouch-whole").into_owned(),
        (Some(line), None) => words.with("onetouch-line", &[("line", line.to_string().into())]),
        (Some(line), Some(column)) => {
            words.with("onetouch-cell", &[("line", line.to_string().into()), ("column", column.head().into())])
        }
    }
}

/// What is wrong, and what to do.
#[must_use]
pub fn what(fault: &OneTouchFault, words: &Words) -> String {
    let with = |key: &str, written: &str| words.with(key, &[("written", written.into())]);
    let number =
        |key: &str, n: usize| words.with(key, &[("n", words.number(u64::try_from(n).unwrap_or(u64::MAX)).into())]);
    let head = || fault.column.map(crate::exchange::OneTouchColumn::head).unwrap_or_default();
    match &fault.what {
        OneTouchFaultKind::TooLarge => number("onetouch-too-large", MOST_ONE_TOUCH_FILE >> 20),
        OneTouchFaultKind::File(kind) => words.get(file(kind)).into_owned(),
        OneTouchFaultKind::NoHeads => words.get("onetouch-no-heads").into_owned(),
        OneTouchFaultKind::NoColumn => with("onetouch-no-column", head()),
        OneTouchFaultKind::ColumnTwice => with("onetouch-column-twice", head()),
        OneTouchFaultKind::Formula => words.get("onetouch-formula").into_owned(),
        OneTouchFaultKind::Empty => words.get("onetouch-empty").into_owned(),
        OneTouchFaultKind::NoNumberNoDate => words.get("onetouch-no-number-no-date").into_owned(),
        OneTouchFaultKind::Number(11) => words.get("onetouch-number-zero").into_owned(),
        OneTouchFaultKind::Number(digits) => number("onetouch-number", *digits),
        OneTouchFaultKind::NameChar(ch) => with("onetouch-name-char", &ch.to_string()),
        OneTouchFaultKind::NameTooLong => words.get("onetouch-name-too-long").into_owned(),
        OneTouchFaultKind::NoDate(written) => with("onetouch-no-date", written),
        OneTouchFaultKind::ImpossibleBirth(written) => with("onetouch-impossible-birth", written),
        OneTouchFaultKind::UnknownUnit(written) => with("onetouch-unknown-unit", written),
        OneTouchFaultKind::OtherDay(written) => with("onetouch-other-day", written),
        OneTouchFaultKind::NoResult(written) => with("onetouch-no-result", written),
        OneTouchFaultKind::OtherPerson(line) => with("onetouch-other-person", &line.to_string()),
        OneTouchFaultKind::Nobody => words.get("onetouch-nobody").into_owned(),
        OneTouchFaultKind::TooMany => number("onetouch-too-many", MOST_ONE_TOUCH),
    }
}

/// Text key of what a file is that is no table of text.
fn file(kind: &RemarkKind) -> &'static str {
    match kind {
        RemarkKind::OtherFormat("empty") => "onetouch-file-empty",
        RemarkKind::OtherFormat(_) => "onetouch-file-other",
        RemarkKind::Encoding | RemarkKind::OldFont(_) | RemarkKind::WrongEncoding | RemarkKind::LostLetters => {
            "onetouch-file-letters"
        }
        _ => "onetouch-file-broken", // else: cut short, damaged, or made to do harm
    }
}
