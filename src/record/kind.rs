use super::{body::Body, view::BodyView};
use std::{fmt, str::FromStr};

/// No record kind of this version has this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown record kind")]
pub struct UnknownKind;

/// One list gives the variants, `ALL`, the written names, the parser, the kinds of bodies and whether they are personal, so that none
/// of them can miss a kind.
macro_rules! record_kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal, $holds:ident;)*) => {
        /// Record kind: the discriminant of `Body`. Everything that treats kinds differently matches on it exhaustively.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RecordKind {
            $($(#[$doc])* $kind,)*
        }

        impl RecordKind {
            /// Every kind, in the order of their declaration.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// The name under which it is written in a record and in the station's database.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }

            /// Whether its record holds what a resident declared about themselves: it goes when the entry has been held for long
            /// enough (docs/decisions/004-erasure-on-the-station.md).
            #[must_use]
            pub const fn is_personal(self) -> bool {
                match self {
                    $(Self::$kind => matches!(Holds::$holds, Holds::Declared),)*
                }
            }

            /// Whether its record goes when the person asks for erasure: all that was declared or done. Consent, withdrawal,
            /// moves and removals stay under the hash alone until the contest has closed
            /// (docs/decisions/047-the-end-of-personal-data.md).
            #[must_use]
            pub const fn goes_on_request(self) -> bool {
                match self {
                    $(Self::$kind => matches!(Holds::$holds, Holds::Declared | Holds::Done),)*
                }
            }
        }

        impl Body {
            /// Its kind.
            #[must_use]
            pub fn kind(&self) -> RecordKind {
                match self {
                    $(Self::$kind { .. } => RecordKind::$kind,)*
                }
            }
        }

        impl BodyView<'_> {
            /// Its kind.
            #[must_use]
            pub fn kind(&self) -> RecordKind {
                match self {
                    $(Self::$kind { .. } => RecordKind::$kind,)*
                }
            }
        }

        impl FromStr for RecordKind {
            type Err = UnknownKind;

            fn from_str(text: &str) -> Result<Self, UnknownKind> {
                match text {
                    $($name => Ok(Self::$kind),)*
                    _ => Err(UnknownKind),
                }
            }
        }
    };
}

/// What the records of a kind hold.
enum Holds {
    /// What a resident declared about themselves.
    Declared,
    /// What they did.
    Done,
    /// What was agreed, and what the station did.
    Agreed,
}

record_kinds! {
    /// See `Body::Consent`.
    Consent = "consent", Agreed;
    /// See `Body::Registration`.
    Registration = "registration", Declared;
    /// See `Body::Correction`.
    Correction = "correction", Declared;
    /// See `Body::Withdrawal`.
    Withdrawal = "withdrawal", Agreed;
    /// See `Body::TopicDone`.
    TopicDone = "topic-done", Done;
    /// See `Body::AttemptOpened`.
    AttemptOpened = "attempt-opened", Done;
    /// See `Body::AttemptSubmitted`.
    AttemptSubmitted = "attempt-submitted", Done;
    /// See `Body::Message`.
    Message = "message", Declared;
    /// See `Body::CertificateAsked`.
    CertificateAsked = "certificate-asked", Declared;
    /// See `Body::App`.
    App = "app", Done;
    /// See `Body::ShiftOpened`.
    ShiftOpened = "shift-opened", Agreed;
    /// See `Body::ShiftClosed`.
    ShiftClosed = "shift-closed", Agreed;
    /// See `Body::Moved`.
    Moved = "moved", Agreed;
    /// See `Body::Erased`.
    Erased = "erased", Agreed;
    /// See `Body::GroupLesson`.
    GroupLesson = "group-lesson", Agreed;
    /// See `Body::PapersPrinted`.
    PapersPrinted = "papers-printed", Agreed;
    /// See `Body::PapersCollected`.
    PapersCollected = "papers-collected", Agreed;
    /// See `Body::PaperHanded`.
    PaperHanded = "paper-handed", Done;
    /// See `Body::PaperRekeyed`.
    PaperRekeyed = "paper-rekeyed", Agreed;
    /// See `Body::PapersVoid`.
    PapersVoid = "papers-void", Agreed;
    /// See `Body::ClockConfirmed`.
    ClockConfirmed = "clock-confirmed", Agreed;
}

impl RecordKind {
    /// Whether its records are the station's own, without a person.
    #[must_use]
    pub const fn is_of_station(self) -> bool {
        match self {
            Self::ShiftOpened
            | Self::ShiftClosed
            | Self::GroupLesson
            | Self::PapersPrinted
            | Self::PapersCollected
            | Self::PaperRekeyed
            | Self::PapersVoid
            | Self::ClockConfirmed => true,
            Self::Consent
            | Self::Registration
            | Self::Correction
            | Self::Withdrawal
            | Self::TopicDone
            | Self::AttemptOpened
            | Self::AttemptSubmitted
            | Self::Message
            | Self::CertificateAsked
            | Self::App
            | Self::Moved
            | Self::Erased
            | Self::PaperHanded => false,
        }
    }
}

impl fmt::Display for RecordKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}
