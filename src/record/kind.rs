use std::{fmt, str::FromStr};

/// No record kind of this version has this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown record kind")]
pub struct UnknownKind;

/// One list gives the variants, `ALL`, the written names and the parser, so that none of them can miss a kind.
macro_rules! record_kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)*) => {
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

record_kinds! {
    /// See `Body::Consent`.
    Consent = "consent",
    /// See `Body::Registration`.
    Registration = "registration",
    /// See `Body::Correction`.
    Correction = "correction",
    /// See `Body::Withdrawal`.
    Withdrawal = "withdrawal",
    /// See `Body::TopicDone`.
    TopicDone = "topic-done",
    /// See `Body::AttemptOpened`.
    AttemptOpened = "attempt-opened",
    /// See `Body::AttemptSubmitted`.
    AttemptSubmitted = "attempt-submitted",
    /// See `Body::Message`.
    Message = "message",
    /// See `Body::CertificateAsked`.
    CertificateAsked = "certificate-asked",
    /// See `Body::App`.
    App = "app",
    /// See `Body::ShiftOpened`.
    ShiftOpened = "shift-opened",
    /// See `Body::ShiftClosed`.
    ShiftClosed = "shift-closed",
    /// See `Body::Moved`.
    Moved = "moved",
    /// See `Body::Erased`.
    Erased = "erased",
}

impl RecordKind {
    /// Whether its record holds what a resident declared about themselves; the others hold what was done, under their hash
    /// alone, and stay until the contest has closed (docs/decisions/004-erasure-on-the-station.md).
    #[must_use]
    pub const fn is_personal(self) -> bool {
        match self {
            Self::Registration | Self::Correction | Self::Message | Self::CertificateAsked => true,
            Self::Consent
            | Self::Withdrawal
            | Self::TopicDone
            | Self::AttemptOpened
            | Self::AttemptSubmitted
            | Self::App
            | Self::ShiftOpened
            | Self::ShiftClosed
            | Self::Moved
            | Self::Erased => false,
        }
    }
}

impl fmt::Display for RecordKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}
