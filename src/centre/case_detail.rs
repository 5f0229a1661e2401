//! What a case states beside its sentence, in words: the values that its detail records as `key=value`.

use super::{
    sheets::finding_key,
    signs::{NO_SHIFT, ROLLED_BACK, is_about_papers, sign_of},
};
use crate::{
    domain::{Date, Moment, Sign},
    ledger::{CaseKind, CaseRow, SheetFinding},
    text::{Value, Words},
};

/// Text key of a sign's detail, with the values that it names.
type Wording = (&'static str, &'static [&'static str]);

/// What a case states beside its sentence, for people; the detail as it is recorded where it has no words.
#[must_use]
pub fn detail(case: &CaseRow, words: &Words) -> String {
    let found = match case.detail.strip_prefix(ROLLED_BACK) {
        Some(rest) => rolled_back(rest, words),
        None => wording(case).and_then(|wording| worded(&case.detail, wording, words)),
    };
    found.unwrap_or_else(|| case.detail.clone())
}

/// How far behind its own mark a station was.
fn rolled_back(rest: &str, words: &Words) -> Option<String> {
    let (seen, kept) = rest.trim().strip_prefix("seen=")?.split_once(" kept=")?;
    let (seen, kept) = (seen.parse::<u64>().ok()?, kept.parse::<u64>().ok()?);
    // The mark's epoch is another one, or its record is another: its number contradicts nothing.
    if seen <= kept {
        return Some(words.get("centre-detail-other-branch").into_owned());
    }
    let values = [("seen", seen.to_string().into()), ("kept", kept.to_string().into())];
    Some(words.with("centre-detail-rolled-back", &values))
}

/// Which words a case's detail has; none where it has none of its own.
fn wording(case: &CaseRow) -> Option<Wording> {
    if case.kind != CaseKind::Anomaly {
        return None;
    }
    let Some(sign) = sign_of(case) else {
        if case.subject.ends_with(NO_SHIFT) {
            return Some(("office-detail-records", &["records"]));
        }
        return is_about_papers(case).then_some(("office-detail-papers", &["papers"]));
    };
    Some(match sign {
        Sign::Burst => ("office-detail-burst", &["entries", "minutes", "most", "from"]),
        Sign::Same => ("office-detail-same", &["entries", "alike"]),
        Sign::Fast => ("office-detail-fast", &["entries", "least-seconds", "limit"]),
        Sign::PerDay => ("office-detail-per-day", &["entries", "day", "that-day", "limit"]),
        Sign::Keys => ("office-detail-keys", &["entries"]),
        Sign::Moved | Sign::ClockDoubt | Sign::RolledBack => ("office-detail-entries", &["entries"]),
        Sign::FastTopics => ("office-detail-fast-topics", &["entries", "topics", "part"]),
        Sign::Unfinished => ("office-detail-unfinished", &["entries", "opened", "left"]),
        Sign::ClockBack => ("office-detail-clock-back", &["entries", "minutes"]),
        Sign::Clone => ("office-detail-clone", &["entries", "from-bundle"]),
        Sign::Group | Sign::PaperSoon | Sign::PaperBoots => ("office-detail-evening", &["entries", "records"]),
        Sign::PaperAlike => ("office-detail-paper-alike", &["entries", "papers"]),
        Sign::PaperFast => ("office-detail-paper-fast", &["entries", "sheets", "limit"]),
        Sign::PaperUnchecked => ("office-detail-paper-unchecked", &["entries", "drawn", "missing"]),
        Sign::PaperRekeyed => ("office-detail-paper-rekeyed", &["entries", "places", "other"]),
        Sign::Sheet => sheet(&case.detail),
    })
}

/// A sheet that was compared is a case by itself; sheets of a bundle are counted.
fn sheet(detail: &str) -> Wording {
    match detail {
        one if !one.starts_with("paper=") => ("office-detail-sheets", &["entries", "sheets"]),
        one if one.ends_with("places=") => ("office-detail-sheet", &["paper", "finding"]),
        _ => ("office-detail-sheet-places", &["paper", "finding", "places"]), // one that differs in known places
    }
}

/// The detail in these words; none where a value is missing or is not what it should be, as in a detail that another version recorded.
fn worded(detail: &str, (key, names): Wording, words: &Words) -> Option<String> {
    let mut values = Vec::new();
    for name in names {
        let found = detail.split(' ').find_map(|part| part.strip_prefix(name)?.strip_prefix('='))?;
        values.push((*name, value(name, found, words)?));
    }
    Some(words.with(key, &values))
}

/// A value in words.
fn value(name: &str, found: &str, words: &Words) -> Option<Value<'static>> {
    Some(match name {
        "from" => words.moment(Moment(found.parse().ok()?)).into(),
        "day" => words.date(found.parse::<Date>().ok()?).into(),
        "finding" => words.get(finding_key(found.parse::<SheetFinding>().ok()?)).into_owned().into(),
        "paper" => found.to_owned().into(),
        "places" if found.contains(',') => found.split(',').collect::<Vec<_>>().join(", ").into(),
        _ => words.number(found.parse().ok()?).into(), // all others are numbers
    })
}
