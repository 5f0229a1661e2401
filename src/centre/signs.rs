//! Cases about signs: their subjects and decisions.

use crate::{
    domain::Sign,
    judging::Reason,
    ledger::{BundleRow, CaseKind, CaseRow},
};

/// Decision about what was only reviewed: nothing strange was found. A sign that the contest only lists changes nothing.
pub(super) const FINE: &str = "fine";
/// Decision about what was only reviewed: somebody goes to the station.
pub(super) const FOLLOW: &str = "follow";
/// End of the subject of a case about records without an open shift, which never count.
pub(super) const NO_SHIFT: &str = " no-shift";

/// Beginning of the detail of a case about an epoch whose station was behind its own mark.
pub(super) const ROLLED_BACK: &str = "rolled-back";

/// Subject of the case about a sign in a bundle.
pub(super) fn sign_subject(row: &BundleRow, sign: Sign) -> String {
    format!("{} {} {} {}", row.station, row.epoch, row.seq, sign.as_str())
}

/// Subject of the case about one sheet: each is decided by itself. It begins as that of its sign.
pub(super) fn sheet_subject(row: &BundleRow, number: u64) -> String {
    format!("{}{PART_OF}{number}", sign_subject(row, Sign::Sheet))
}

/// Whether a case is about a sign in a bundle, or about a part of it.
pub(super) fn is_about(case: &CaseRow, row: &BundleRow, sign: Sign) -> bool {
    let rest = case.subject.strip_prefix(&sign_subject(row, sign));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(PART_OF))
}

/// Between a sign and the part of it that a case is about.
const PART_OF: char = ':';

/// The sign that a case is about; none for a case of another kind.
pub(super) fn sign_of(case: &CaseRow) -> Option<Sign> {
    let name = (case.kind == CaseKind::Anomaly).then(|| case.subject.rsplit(' ').next())??;
    Sign::parse(name.split(PART_OF).next()?)
}

/// Text key of what a case about a sign states, for people.
pub(super) fn sign_sentence(case: &CaseRow) -> &'static str {
    match sign_of(case) {
        Some(sign) => sign_key(sign),
        None if case.subject.ends_with(NO_SHIFT) => "centre-sign-no-shift",
        None => paper_sentence(case).unwrap_or("centre-kind-signal"),
    }
}

/// Text key of what a sign is.
#[must_use]
pub fn sign_key(sign: Sign) -> &'static str {
    match sign {
        Sign::Burst => "centre-sign-burst",
        Sign::Same => "centre-sign-same",
        Sign::Fast => "centre-sign-fast",
        Sign::PerDay => "centre-sign-per-day",
        Sign::Keys => "centre-sign-keys",
        Sign::FastTopics => "centre-sign-fast-topics",
        Sign::Unfinished => "centre-sign-unfinished",
        Sign::Moved => "centre-sign-moved",
        Sign::ClockBack => "centre-sign-clock-back",
        Sign::ClockDoubt => "centre-sign-clock-doubt",
        Sign::RolledBack => "centre-sign-rolled-back",
        Sign::Clone => "centre-sign-clone",
        Sign::Group => "centre-sign-group",
        Sign::PaperSoon => "centre-sign-paper-soon",
        Sign::PaperBoots => "centre-sign-paper-boots",
        Sign::PaperAlike => "centre-sign-paper-alike",
        Sign::PaperFast => "centre-sign-paper-fast",
        Sign::PaperUnchecked => "centre-sign-paper-unchecked",
        Sign::PaperRekeyed => "centre-sign-paper-rekeyed",
        Sign::Sheet => "centre-sign-sheet",
    }
}

/// Reasons for which a numbered paper does not count that a jury is shown, each with the text key of its sentence.
pub(super) const PAPER_REASONS: [(Reason, &str); 8] = [
    (Reason::Unprinted, "centre-paper-unprinted"),
    (Reason::Void, "centre-paper-void"),
    (Reason::Uncollected, "centre-paper-uncollected"),
    (Reason::PaperTwice, "centre-paper-twice"),
    (Reason::NoPaper, "centre-paper-not-allowed"),
    (Reason::Paper, "centre-paper-other"),
    (Reason::Answers, "centre-paper-answers"),
    (Reason::Incomplete, "centre-paper-incomplete"),
];

/// Subject of the case about numbered papers of a bundle that do not count for one reason.
pub(super) fn paper_subject(row: &BundleRow, reason: Reason) -> String {
    format!("{} {} {} {PAPERS}{}", row.station, row.epoch, row.seq, reason.as_str())
}

/// What the last word of such a subject begins with.
const PAPERS: &str = "papers:";

/// Whether a case is about numbered papers that do not count.
pub(super) fn is_about_papers(case: &CaseRow) -> bool {
    paper_sentence(case).is_some()
}

fn paper_sentence(case: &CaseRow) -> Option<&'static str> {
    let word = case.subject.rsplit(' ').next()?.strip_prefix(PAPERS)?;
    PAPER_REASONS.iter().find(|(reason, _)| reason.as_str() == word).map(|(_, key)| *key)
}
