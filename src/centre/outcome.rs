use super::explain;
use crate::{
    bundle::BundleFault,
    content::pack::PackFault,
    ledger::{CaseKind, LedgerError},
};

/// A bundle that is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub outcome: Outcome,
    /// The receipt that belongs to this bundle, the same bytes each time.
    pub receipt: Vec<u8>,
    pub kiosk: String,
    pub epoch: String,
    pub seq: u32,
}

/// Whether a bundle was held before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    New,
    Known,
}

/// Why a bundle is not held. Nothing of it is kept then but that it came.
#[derive(Debug)]
pub enum Refusal {
    /// Nobody can read it, or something in it contradicts something else: it will never be taken as it is.
    Fault(BundleFault),
    /// Written by a later version of the station: the centre's program must be renewed, then it is taken as it is.
    Newer(BundleFault),
    /// For another contest, the demo among them.
    Contest {
        wanted: String,
        found: String,
    },
    /// No station of this id has a place here.
    UnknownStation {
        kiosk: String,
    },
    /// Another key signs under this epoch's name: the name was drawn twice, by two copies of the station. It is not lost: the
    /// station keeps it.
    EpochTaken {
        kiosk: String,
        epoch: String,
    },
    Ledger(LedgerError),
}

impl Refusal {
    /// The code of the notice that words it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        explain::refusal(self).code
    }
}

/// Why a pack is not taken.
#[derive(Debug)]
pub enum PackRefusal {
    Fault(PackFault),
    /// No root is pinned yet: this is the fingerprint of the one that the pack brings, to be compared over the telephone.
    NotPinned {
        fingerprint: String,
    },
    /// The pack brings another root than the one whose fingerprint was given.
    OtherRoot {
        wanted: String,
        found: String,
    },
    Ledger(LedgerError),
}

/// A pack that the centre has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackTaken {
    pub contest: String,
    pub version: u32,
    pub digest: [u8; 32],
    /// It was here before; nothing was done.
    pub known: bool,
    /// Stations that were revoked with it.
    pub revoked: Vec<String>,
    /// Persons who were judged anew.
    pub judged: u64,
}

/// Why a station is not let in.
#[derive(Debug)]
pub enum AdmitRefusal {
    Fault(BundleFault),
    /// No root is pinned yet, whose enrolment keys could have signed the grant.
    NotPinned,
    /// For another contest, the demo among them.
    Contest {
        wanted: String,
        found: String,
    },
    /// Sealed to another centre than this one.
    OtherCentre,
    /// The station's first key is another one: a grant for an epoch to which no bundle has led yet.
    UnknownEpoch {
        kiosk: String,
        epoch: String,
    },
    Ledger(LedgerError),
}

/// A station that has its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admitted {
    pub kiosk: String,
    pub epoch: String,
    /// It was here before with this grant or a newer one; nothing was done.
    pub known: bool,
}

/// Why nothing was decided.
#[derive(Debug)]
pub enum DecideRefusal {
    UnknownCase,
    /// It is decided; undo first.
    Decided,
    /// There is nothing to undo.
    Open,
    /// No decision of this kind of case, and those that there are.
    Word {
        kind: CaseKind,
        words: Vec<String>,
    },
    Ledger(LedgerError),
}

/// What changed with a decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// Persons who were judged anew.
    pub judged: u64,
}

/// A sum that is not what its people add up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub key: crate::ledger::TallyKey,
    pub held: crate::ledger::Counts,
    pub counted: crate::ledger::Counts,
}

macro_rules! from_ledger {
    ($($refusal:ident),*) => {
        $(impl From<LedgerError> for $refusal {
            fn from(fault: LedgerError) -> Self {
                Self::Ledger(fault)
            }
        })*
    };
}

from_ledger!(Refusal, PackRefusal, AdmitRefusal, DecideRefusal);
