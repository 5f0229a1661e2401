//! Kinds of cases: their word for programs and their text key for people.

use crate::ledger::CaseKind;

/// What kind of case it is, for programs.
#[must_use]
pub fn kind(kind: CaseKind) -> &'static str {
    match kind {
        CaseKind::Fork => "fork",
        CaseKind::Revoked => "revoked",
        CaseKind::Epoch => "epoch",
        CaseKind::Late => "late",
        CaseKind::Contradiction => "contradiction",
        CaseKind::Signal => "signal",
    }
}

/// What kind of case it is, for people.
#[must_use]
pub fn sentence(kind: CaseKind) -> &'static str {
    match kind {
        CaseKind::Fork => "centre-kind-fork",
        CaseKind::Revoked => "centre-kind-revoked",
        CaseKind::Epoch => "centre-kind-epoch",
        CaseKind::Late => "centre-kind-late",
        CaseKind::Contradiction => "centre-kind-contradiction",
        CaseKind::Signal => "centre-kind-signal",
    }
}
