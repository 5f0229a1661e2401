//! The words by which both engines keep what is one of a few.

use super::{AppOn, BundleState, CaseKind, LedgerError, Scope};

/// What is one of a few, and kept as a word.
pub(super) trait Word: Copy + Sized + 'static {
    const ALL: &'static [(Self, &'static str)];
    /// What it is called when it cannot be read.
    const WHAT: &'static str;

    /// As it is kept.
    fn word(self) -> &'static str;

    /// # Errors
    /// `Damaged`: a word that this program does not write.
    fn of(word: &str) -> Result<Self, LedgerError> {
        let found = Self::ALL.iter().find(|(_, known)| *known == word);
        found.map(|(meant, _)| *meant).ok_or(LedgerError::Damaged(Self::WHAT))
    }
}

impl Word for BundleState {
    const WHAT: &'static str = "state of a bundle";
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Counted, "counted"),
        (Self::Fork, "fork"),
        (Self::Revoked, "revoked"),
        (Self::Unconfirmed, "unconfirmed"),
        (Self::Late, "late"),
        (Self::Admitted, "admitted"),
        (Self::Excluded, "excluded"),
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Counted => "counted",
            Self::Fork => "fork",
            Self::Revoked => "revoked",
            Self::Unconfirmed => "unconfirmed",
            Self::Late => "late",
            Self::Admitted => "admitted",
            Self::Excluded => "excluded",
        }
    }
}

impl Word for CaseKind {
    const WHAT: &'static str = "kind of a case";
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Fork, "fork"),
        (Self::Revoked, "revoked"),
        (Self::Epoch, "epoch"),
        (Self::Late, "late"),
        (Self::Contradiction, "contradiction"),
        (Self::Anomaly, "signal"),
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Fork => "fork",
            Self::Revoked => "revoked",
            Self::Epoch => "epoch",
            Self::Late => "late",
            Self::Contradiction => "contradiction",
            Self::Anomaly => "signal",
        }
    }
}

impl Word for AppOn {
    const WHAT: &'static str = "app of a person";
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::InstalledNow, "installed"), (Self::HadIt, "had"), (Self::NoSmartphone, "no-smartphone")];

    fn word(self) -> &'static str {
        match self {
            Self::InstalledNow => "installed",
            Self::HadIt => "had",
            Self::NoSmartphone => "no-smartphone",
        }
    }
}

impl Word for Scope {
    const WHAT: &'static str = "scope of a sum";
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::Unit, "unit"), (Self::Village, "village"), (Self::Agency, "agency"), (Self::Day, "day")];

    fn word(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Village => "village",
            Self::Agency => "agency",
            Self::Day => "day",
        }
    }
}
