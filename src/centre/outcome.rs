use super::access::NotAllowed;
use crate::{
    bundle::{BundleFault, receipt},
    content::pack::PackFault,
    domain::{Date, EpochId, LessonId, Moment, StationId},
    ledger::{BundleState, CaseKind, Counts, LedgerError, RecordedActor, TallyKey},
};

/// A bundle that is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ingested {
    /// Whether it was new.
    pub outcome: Outcome,
    /// Whether its records count.
    pub standing: BundleStanding,
    /// The receipt that belongs to this bundle, the same bytes each time.
    pub receipt: Vec<u8>,
    /// Number of that receipt.
    pub receipt_number: u64,
    /// Station, epoch and number of the bundle.
    pub station: StationId,
    /// Eight hex digits.
    pub epoch: EpochId,
    /// Counted from 1 within the epoch.
    pub seq: u32,
    /// How many records it has.
    pub records: u64,
    /// Of how many people.
    pub people: u32,
    /// Of how many of them nothing was known before; none of a bundle that was held before.
    pub new_people: Option<usize>,
}

impl Ingested {
    /// File name of the receipt, the same on every file system.
    #[must_use]
    pub fn receipt_name(&self) -> String {
        receipt::file_name(&self.station, self.receipt_number)
    }
}

/// Whether a bundle was held before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Now for the first time.
    New,
    /// Before; nothing was changed.
    Known,
}

/// Whether the records of a bundle that is held count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BundleStanding {
    /// They count.
    Counts,
    /// A person has to decide.
    Waits,
    /// A person has decided that they do not.
    LeftOut,
}

impl From<BundleState> for BundleStanding {
    fn from(state: BundleState) -> Self {
        match (state.counts(), state.waits()) {
            (true, _) => Self::Counts,
            (false, true) => Self::Waits,
            (false, false) => Self::LeftOut,
        }
    }
}

/// Why a bundle is not held. Nothing of it is kept but that it came.
#[derive(Debug, thiserror::Error)]
pub enum IngestRefusal {
    /// The role may not hand in for this station.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// Nobody can read it, or something in it contradicts something else: it will never be ingested as it is.
    #[error("faulty bundle")]
    Fault(#[source] BundleFault),
    /// Written by a later version of the station: once the centre's program is renewed, it is ingested as it is.
    #[error("written by a later version")]
    Newer(#[source] BundleFault),
    /// For another contest, the demo among them.
    #[error("for contest {found}, not {wanted}")]
    Contest {
        /// This centre's contest.
        wanted: String,
        /// The bundle's.
        found: String,
    },
    /// No station of this id has a place here.
    #[error("unknown station {station}")]
    UnknownStation {
        /// The id that the bundle claims.
        station: StationId,
    },
    /// Another key anomalies under this epoch's name: two copies of the station drew the same name. The bundle is not lost: the
    /// station keeps it.
    #[error("epoch {epoch} of station {station} has another key")]
    EpochTaken {
        /// The station's id.
        station: StationId,
        /// The epoch's name.
        epoch: EpochId,
    },
    /// The organiser's term is over: nothing of a person is kept any more.
    #[error("the term is over since {at:?}")]
    TermOver {
        /// Since when.
        at: Moment,
    },
    /// The ledger did not answer.
    #[error("the ledger failed")]
    Ledger(#[source] LedgerError),
}

/// Why a pack is not added.
#[derive(Debug, thiserror::Error)]
pub enum PackRefusal {
    /// The role may not.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// The pack is faulty, or not newer than the one that is held.
    #[error("faulty pack")]
    Fault(#[source] PackFault),
    /// The questions of a real contest's pack are not sealed: anyone who has it reads the answers.
    #[error("the questions are not sealed")]
    NotSealed,
    /// A rehearsal's pack for a centre that holds packs of the real contest, or the other way round.
    #[error("a rehearsal and a real contest do not mix")]
    Rehearsal {
        /// The pack that was refused is the rehearsal's.
        is_new: bool,
    },
    /// The pack was issued on a day that the clock has not reached: it would bind this centre to a date that is yet to come.
    #[error("the pack was issued on {issued}")]
    NotYet {
        /// Its day of issue.
        issued: Date,
        /// What the clock claims.
        machine: Moment,
    },
    /// The pack teaches by another required path than the one that is held.
    #[error("another required path")]
    OtherPath {
        /// The first lesson that is not the same.
        lesson: LessonId,
    },
    /// No root is pinned yet.
    #[error("no root is pinned; the pack has {fingerprint}")]
    NotPinned {
        /// Of the root that the pack brings, to be compared over the telephone.
        fingerprint: String,
    },
    /// The pack brings another root than the one whose fingerprint was given.
    #[error("the pack has root {found}, not {wanted}")]
    OtherRoot {
        /// The fingerprint that was given.
        wanted: String,
        /// The pack's.
        found: String,
    },
    /// The ledger did not answer.
    #[error("the ledger failed")]
    Ledger(#[source] LedgerError),
}

/// A pack that the centre has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackAdded {
    /// The contest's id.
    pub contest: String,
    /// Counted up by the publisher.
    pub version: u32,
    /// SHA-256 of the file.
    pub digest: [u8; 32],
    /// It was held before; nothing was done.
    pub known: bool,
    /// Stations that were revoked with it.
    pub revoked: Vec<String>,
    /// How many persons were re-judged.
    pub judged: u64,
}

/// Why a station is not admitted.
#[derive(Debug, thiserror::Error)]
pub enum AdmitRefusal {
    /// The role may not admit a station of this unit.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// The grant is faulty.
    #[error("faulty grant")]
    Fault(#[source] BundleFault),
    /// No root is pinned yet, whose enrolment keys could have signed the grant.
    #[error("no root is pinned")]
    NotPinned,
    /// For another contest, the demo among them.
    #[error("for contest {found}, not {wanted}")]
    Contest {
        /// This centre's contest.
        wanted: String,
        /// The grant's.
        found: String,
    },
    /// Sealed to another centre than this one.
    #[error("of another centre")]
    OtherCentre,
    /// The station's first key is another one: a grant for an epoch to which no bundle has led yet.
    #[error("epoch {epoch} of station {station} is unknown")]
    UnknownEpoch {
        /// The station's id.
        station: StationId,
        /// The epoch's name.
        epoch: EpochId,
    },
    /// The ledger did not answer.
    #[error("the ledger failed")]
    Ledger(#[source] LedgerError),
}

/// A station that has its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admitted {
    /// The station's id.
    pub station: StationId,
    /// The epoch that the grant names.
    pub epoch: EpochId,
    /// It was here before with this grant or a newer one; nothing was done.
    pub known: bool,
}

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum DecideRefusal {
    /// The role may not decide this case.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// No case has this number.
    #[error("unknown case")]
    UnknownCase,
    /// It is decided; undo first.
    #[error("already decided")]
    Decided {
        /// The decision.
        word: String,
        /// Who made it.
        by: Option<RecordedActor>,
        /// When.
        at: Moment,
    },
    /// There is nothing to undo.
    #[error("not decided")]
    Open,
    /// Somebody else looks after it, since then.
    #[error("taken")]
    Taken(RecordedActor, Moment),
    /// No decision of this kind of case.
    #[error("no decision of a case of kind {kind:?}")]
    Word {
        /// What kind of case it is.
        kind: CaseKind,
        /// The decisions that there are.
        words: Vec<String>,
    },
    /// The ledger did not answer.
    #[error("the ledger failed")]
    Ledger(#[source] LedgerError),
}

/// What changed with a decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// How many persons were re-judged.
    pub judged: u64,
}

/// Why nothing was kept of what was found of a sheet.
#[derive(Debug, thiserror::Error)]
pub enum SheetRefusal {
    /// The role may not state anything about a sheet of this station.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// No sheet of this number was drawn.
    #[error("unknown sheet")]
    Unknown,
    /// So many letters were typed, and the paper has another number of questions.
    #[error("{found} letters for {wanted} questions")]
    Letters {
        /// Questions of the paper.
        wanted: usize,
        /// Letters that were typed.
        found: usize,
    },
    /// What was keyed in is not here: the person asked for erasure, the term is over, or it is no paper of the station.
    #[error("what was keyed in is not here")]
    Gone,
    /// The ledger did not answer.
    #[error("the ledger failed")]
    Ledger(#[source] LedgerError),
}

/// Why a use case that only reads has no answer.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// The role does not allow it.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// The organiser's term is over: there is nobody left to be counted.
    #[error("the term is over since {at:?}")]
    TermOver {
        /// Since when.
        at: Moment,
    },
    /// The ledger did not answer.
    #[error("the ledger failed")]
    Ledger(#[source] LedgerError),
}

/// Why the organiser's term is not ended.
#[derive(Debug, thiserror::Error)]
pub enum TermRefusal {
    /// The role may not.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// No pack has the contest's days.
    #[error("the contest's days are not known")]
    NoDays,
    /// The last day on which sealed bundles are kept is not over.
    #[error("the term runs until {last_day}")]
    TooEarly {
        /// That day.
        last_day: Date,
    },
    /// The ledger did not answer.
    #[error("the ledger failed")]
    Ledger(#[source] LedgerError),
}

/// Why the machine's clock is not the present.
#[derive(Debug, thiserror::Error)]
pub enum ClockRefusal {
    /// It contradicts what the centre has done.
    #[error("the clock contradicts the trail")]
    Contradicts {
        /// What the clock claims.
        machine: Moment,
        /// When the centre did something last.
        last: Moment,
    },
    /// The ledger did not answer.
    #[error("the ledger failed")]
    Ledger(#[from] LedgerError),
}

/// Why a clock is not taken as right although its date was typed.
#[derive(Debug, thiserror::Error)]
pub enum AcceptRefusal {
    /// The role may not.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// The clock shows a day before the one on which the newest pack was issued.
    #[error("the clock is before the pack's day of issue")]
    BeforePack {
        /// What the clock claims.
        machine: Moment,
        /// The pack's day of issue.
        issued: Date,
    },
    /// The ledger did not answer.
    #[error("the ledger failed")]
    Ledger(#[from] LedgerError),
}

/// A sum that is not what its people add up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which sum.
    pub key: TallyKey,
    /// What the ledger holds.
    pub held: Counts,
    /// What a recount found.
    pub counted: Counts,
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

from_ledger!(TermRefusal, QueryError, IngestRefusal, PackRefusal, AdmitRefusal, DecideRefusal, SheetRefusal);
