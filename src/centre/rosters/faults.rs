//! Faults of a roster's file in words: where, and what to do.

use crate::{
    exchange::{ListFault, ListFaultKind, MOST_LIST_FILE, MOST_LISTED, RemarkKind},
    text::Words,
};

/// Where a fault is, in words.
#[must_use]
pub fn place(fault: &ListFault, words: &Words) -> String {
    match (fault.row, fault.column.as_str()) {
        (None, _) => words.get("commune-list-whole").into_owned(),
        (Some(row), "") => words.with("commune-list-row", &[("row", row.to_string().into())]),
        (Some(row), column) => {
            words.with("commune-list-cell", &[("row", row.to_string().into()), ("column", column.into())])
        }
    }
}

/// What is wrong, and what to do.
#[must_use]
pub fn what(fault: &ListFault, words: &Words) -> String {
    let with = |key: &str, name: &str, value: &str| words.with(key, &[(name, value.into())]);
    let number = |key: &str, name: &str, value: usize| {
        words.with(key, &[(name, words.number(u64::try_from(value).unwrap_or(u64::MAX)).into())])
    };
    match &fault.what {
        ListFaultKind::TooLarge => number("commune-list-too-large", "most", MOST_LIST_FILE >> 20),
        ListFaultKind::File(kind) => words.get(file(kind)).into_owned(),
        ListFaultKind::NoHeads => words.get("commune-list-no-heads").into_owned(),
        ListFaultKind::NoColumn(column) => with("commune-list-no-column", "head", column.head()),
        ListFaultKind::ColumnTwice(column) => with("commune-list-column-twice", "head", column.head()),
        ListFaultKind::OtherSheet(name) => with("commune-list-other-sheet", "sheet", name),
        ListFaultKind::HiddenSheet(name) => with("commune-list-hidden-sheet", "sheet", name),
        ListFaultKind::Merged => words.get("commune-list-merged").into_owned(),
        ListFaultKind::HiddenRow => words.get("commune-list-hidden-row").into_owned(),
        ListFaultKind::HiddenColumn => words.get("commune-list-hidden-column").into_owned(),
        ListFaultKind::Computed => words.get("commune-list-computed").into_owned(),
        ListFaultKind::Nested => words.get("commune-list-nested").into_owned(),
        ListFaultKind::NoName => words.get("commune-list-no-name").into_owned(),
        ListFaultKind::NameChar(ch) => with("commune-list-name-char", "sign", &ch.to_string()),
        ListFaultKind::NameTooLong => words.get("commune-list-name-too-long").into_owned(),
        ListFaultKind::NoYear(written) => with("commune-list-no-year", "written", written),
        ListFaultKind::ImpossibleYear(year) => with("commune-list-impossible-year", "year", &year.to_string()),
        ListFaultKind::NoAgency => words.get("commune-list-no-agency").into_owned(),
        ListFaultKind::AgencyChar => words.get("commune-list-agency-char").into_owned(),
        ListFaultKind::AgencyTooLong => words.get("commune-list-agency-too-long").into_owned(),
        ListFaultKind::Organisation(word) => with("commune-list-organisation", "word", word),
        ListFaultKind::Twice(row) => with("commune-list-twice", "row", &row.to_string()),
        ListFaultKind::Nobody => words.get("commune-list-nobody").into_owned(),
        ListFaultKind::TooMany => number("commune-list-too-many", "most", MOST_LISTED),
    }
}

/// Text key of what a file is that is no list.
fn file(kind: &RemarkKind) -> &'static str {
    match kind {
        RemarkKind::OtherFormat("empty") => "commune-list-file-empty",
        RemarkKind::OtherFormat("password") => "commune-list-file-password",
        RemarkKind::OtherFormat("old-office") => "commune-list-file-old",
        RemarkKind::OtherFormat(_) => "commune-list-file-other",
        RemarkKind::Encoding | RemarkKind::OldFont(_) | RemarkKind::WrongEncoding | RemarkKind::LostLetters => {
            "commune-list-file-letters"
        }
        RemarkKind::UnpacksTooLarge { .. } | RemarkKind::TooManyCells { .. } | RemarkKind::TooManyElements => {
            "commune-list-file-huge"
        }
        _ => "commune-list-file-broken", // else: cut short, damaged, or made to do harm
    }
}
