//! Cases about signs: their subjects and decisions.

use crate::{
    domain::Sign,
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

/// The sign that a case is about; none for a case of another kind.
pub(super) fn sign_of(case: &CaseRow) -> Option<Sign> {
    let name = (case.kind == CaseKind::Anomaly).then(|| case.subject.rsplit(' ').next())??;
    Sign::parse(name)
}

/// Text key of what a case about a sign states, for people.
pub(super) fn sign_sentence(case: &CaseRow) -> &'static str {
    match sign_of(case) {
        Some(Sign::Burst) => "centre-sign-burst",
        Some(Sign::Same) => "centre-sign-same",
        Some(Sign::Fast) => "centre-sign-fast",
        Some(Sign::PerDay) => "centre-sign-per-day",
        Some(Sign::Keys) => "centre-sign-keys",
        Some(Sign::FastTopics) => "centre-sign-fast-topics",
        Some(Sign::Unfinished) => "centre-sign-unfinished",
        Some(Sign::Moved) => "centre-sign-moved",
        Some(Sign::ClockBack) => "centre-sign-clock-back",
        Some(Sign::ClockDoubt) => "centre-sign-clock-doubt",
        Some(Sign::RolledBack) => "centre-sign-rolled-back",
        Some(Sign::Clone) => "centre-sign-clone",
        None if case.subject.ends_with(NO_SHIFT) => "centre-sign-no-shift",
        None => "centre-kind-signal",
    }
}
