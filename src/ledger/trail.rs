use super::LedgerError;
use crate::domain::{AccountName, Date, Moment};
use std::{fmt, str::FromStr};

/// Queries about the audit trail.
pub trait Trail {
    /// Adds a line: when, who, what. It is never changed.
    fn note(&mut self, at: Moment, who: Actor, what: &str) -> Result<(), LedgerError>;
    /// At most `most` of the lines that the filter lets through, the newest first.
    fn notes(&mut self, filter: &NoteFilter, most: u32) -> Result<Vec<NoteRow>, LedgerError>;
    /// When each actor did last what is noted by this verb alone, by the actor's name; nobody who never did.
    fn last_noted(&mut self, verb: &str) -> Result<Vec<(RecordedActor, Moment)>, LedgerError>;
}

/// Query of a page of lines, with the engine's prefix of parameters: before, who, verb, from, until, most.
pub(super) fn select(prefix: char) -> String {
    let p = prefix;
    let cast = |at: u8, kind: &str| if p == '$' { format!("{p}{at}::{kind}") } else { format!("{p}{at}") };
    let (before, who, verb) = (cast(1, "bigint"), cast(2, "text"), cast(3, "text"));
    let (from, until) = (cast(4, "bigint"), cast(5, "bigint"));
    format!(
        "SELECT id, at_ms, who, what FROM note WHERE ({before} IS NULL OR id < {before})
          AND ({who} IS NULL OR who = {who}) AND ({verb} IS NULL OR what = {verb} OR what LIKE {verb} || ' %')
          AND ({from} IS NULL OR at_ms >= {from}) AND ({until} IS NULL OR at_ms < {until})
          ORDER BY id DESC LIMIT {p}6"
    )
}

/// Actor: who did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A command at the server.
    CommandLine,
    /// A station, over its protocol.
    Station,
    /// A person who is signed in to the pages.
    Account(AccountName),
}

/// Prefix of the name of an account.
const ACCOUNT: &str = "account:";

/// The name that a column holds: `command-line`, `station`, `account:lan`.
impl fmt::Display for Actor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CommandLine => out.write_str("command-line"),
            Self::Station => out.write_str("station"),
            Self::Account(name) => write!(out, "{ACCOUNT}{name}"),
        }
    }
}

impl FromStr for Actor {
    type Err = LedgerError;

    fn from_str(name: &str) -> Result<Self, LedgerError> {
        match name {
            "command-line" => Ok(Self::CommandLine),
            "station" => Ok(Self::Station),
            other => {
                let account = other.strip_prefix(ACCOUNT).and_then(|account| account.parse().ok());
                account.map(Self::Account).ok_or(LedgerError::Damaged("actor"))
            }
        }
    }
}

/// Which lines of the trail are wanted; each part that is none lets all through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteFilter {
    /// Only lines older than the one of this id.
    pub before: Option<i64>,
    /// Only lines of this actor.
    pub who: Option<String>,
    /// Only lines that begin with this verb.
    pub verb: Option<String>,
    /// Only lines since this moment.
    pub from: Option<Moment>,
    /// Only lines before this moment.
    pub until: Option<Moment>,
}

impl NoteFilter {
    /// Only lines of this day, which runs from midnight to midnight in Vietnam; of every day where it is none.
    #[must_use]
    pub fn on(day: Option<Date>) -> Self {
        Self {
            from: day.map(Moment::start_of),
            until: day.and_then(|day| day.succ_opt()).map(Moment::start_of),
            ..Self::default()
        }
    }
}

/// Actor as a row names it. A ledger of an earlier version may name one that is none of `Actor`, as `account` without a name; such a
/// name stays readable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedActor(String);

impl RecordedActor {
    /// The name that a column holds.
    pub(super) fn from_column(name: String) -> Self {
        Self(name)
    }

    /// The name: an `Actor`, or that of an earlier version.
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
        Self(actor.to_string())
    }
}

/// Line of the audit trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRow {
    /// The ledger's own id, growing.
    pub id: i64,
    /// When.
    pub at: Moment,
    /// Who.
    pub who: RecordedActor,
    /// What: a verb and its object, without personal data.
    pub what: String,
}
