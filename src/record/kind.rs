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

            /// Whether its record holds what a resident declared about themselves; the others hold what was done, under their hash
            /// alone, and stay until the contest has closed (docs/decisions/004-erasure-on-the-station.md).
            #[must_use]
            pub const fn is_personal(self) -> bool {
                match self {
                    $(Self::$kind => matches!(Holds::$holds, Holds::Declared),)*
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
    /// What was done.
    Done,
}

record_kinds! {
    /// See `Body::Consent`.
    Consent = "consent", Done;
    /// See `Body::Registration`.
    Registration = "registration", Declared;
    /// See `Body::Correction`.
    Correction = "correction", Declared;
    /// See `Body::Withdrawal`.
    Withdrawal = "withdrawal", Done;
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
    ShiftOpened = "shift-opened", Done;
    /// See `Body::ShiftClosed`.
    ShiftClosed = "shift-closed", Done;
    /// See `Body::Moved`.
    Moved = "moved", Done;
    /// See `Body::Erased`.
    Erased = "erased", Done;
    /// See `Body::GroupLesson`.
    GroupLesson = "group-lesson", Done;
    /// See `Body::PapersPrinted`.
    PapersPrinted = "papers-printed", Done;
    /// See `Body::PapersCollected`.
    PapersCollected = "papers-collected", Done;
    /// See `Body::PaperHanded`.
    PaperHanded = "paper-handed", Done;
    /// See `Body::PaperRekeyed`.
    PaperRekeyed = "paper-rekeyed", Done;
    /// See `Body::PapersVoid`.
    PapersVoid = "papers-void", Done;
    /// See `Body::ClockConfirmed`.
    ClockConfirmed = "clock-confirmed", Done;
}

impl fmt::Display for RecordKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}
