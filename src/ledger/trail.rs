use super::{LedgerError, names::names};
use crate::domain::Moment;

/// Queries about the audit trail.
pub trait Trail {
    /// Adds a line: when, who, what. It is never changed.
    fn note(&mut self, at: Moment, who: Actor, what: &str) -> Result<(), LedgerError>;
    /// At most `most` lines, the newest first.
    fn notes(&mut self, most: u32) -> Result<Vec<NoteRow>, LedgerError>;
}

/// Actor: who did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A command at the server.
    CommandLine,
    /// A station, over its protocol.
    Station,
    /// A person who is signed in to the pages.
    Account,
}

names! { Actor, "actor":
    CommandLine = "command-line",
    Station = "station",
    Account = "account",
}

/// Actor as a row names it. A ledger of an earlier version may name one that is none of `Actor`; such a name stays readable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedActor(String);

impl RecordedActor {
    /// The name that a column holds.
    pub(super) fn from_column(name: String) -> Self {
        Self(name)
    }

    /// The name: `Actor::as_str`, or that of an earlier version.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The actor; none for a name of an earlier version.
    #[must_use]
    pub fn actor(&self) -> Option<Actor> {
        self.0.parse().ok()
    }
}

impl From<Actor> for RecordedActor {
    fn from(actor: Actor) -> Self {
        Self(actor.as_str().to_owned())
    }
}

/// Line of the audit trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRow {
    /// When.
    pub at: Moment,
    /// Who.
    pub who: RecordedActor,
    /// What: a verb and its object, without personal data.
    pub what: String,
}
